import type { JSX } from "preact";

import { choiceState, choicesOf } from "../thread/choices";
import type { Message } from "../wire/messages";
import { useSurroundings } from "./context";
import { Icon } from "./icons";

/** Chips that wrap; once answered, or overtaken by a later offer, they only show what was taken. */
export function Choices({ message }: { message: Message }): JSX.Element {
  const { chat, copy, state } = useSurroundings();
  const choices = choicesOf(message);
  const { picked, isOpen } = choiceState(message, state.messages);
  const pending = state.drafts.find(({ saying }) => saying.kind === "choice");
  const onWay = isOpen && pending?.saying.kind === "choice" ? pending.saying.choice : null;
  const isShut = !isOpen || onWay !== null || state.status === "closed";
  return (
    <div class="chips" role="group" aria-label={message.text}>
      {choices.map(({ label, value }) => {
        const isPicked = value === (picked ?? onWay);
        return (
          <button
            type="button"
            key={value}
            class={isPicked ? "chip chip-picked" : "chip"}
            disabled={isShut}
            aria-pressed={isPicked}
            onClick={() => chat.choose(value, label)}
          >
            {isPicked && <Icon name="check" />}
            {label}
            {isPicked && <span class="unseen">{copy.picked}</span>}
          </button>
        );
      })}
    </div>
  );
}
