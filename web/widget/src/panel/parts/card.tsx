import type { JSX } from "preact";

import type { Card, CardAction } from "../thread/card";
import { choiceState, leadOf } from "../thread/choices";
import type { Message } from "../wire/messages";
import { useSurroundings } from "./context";
import { Icon } from "./icons";
import { Words } from "./words";

/** Up to here the text stands as the card's title; longer ones are read, not shouted. */
const TITLE_LENGTH = 60;

function Action(props: { action: CardAction; message: Message }): JSX.Element {
  const { chat, state } = useSurroundings();
  const { action } = props;
  if (action.href !== null) {
    return (
      <a class="card-action" href={action.href} target="_blank" rel="noopener noreferrer">
        {action.label}
      </a>
    );
  }
  const press = () => {
    if (action.choice !== null) chat.choose(action.choice, action.label);
    else chat.say(action.text ?? action.label);
  };
  const isShut = state.status === "closed" || !choiceState(props.message, state.messages).isOpen;
  return (
    <button type="button" class="card-action" disabled={isShut} onClick={press}>
      {action.label}
    </button>
  );
}

/** A bill, an outage or a work order in one frame, with one action. */
export function CardView(props: { card: Card; message: Message }): JSX.Element {
  const { copy } = useSurroundings();
  const { card, message } = props;
  const text = leadOf(message);
  return (
    <div class="card">
      <div class="card-head">
        <Icon name={card.kind} />
        {card.title ?? copy.cards[card.kind]}
      </div>
      <div class={text.length <= TITLE_LENGTH ? "card-text card-short" : "card-text"}>
        <Words text={text} />
      </div>
      {card.fields.length > 0 && (
        <dl>
          {card.fields.map(({ label, value }, index) => (
            <div key={index}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {card.action !== null && <Action action={card.action} message={message} />}
    </div>
  );
}
