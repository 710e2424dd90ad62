import type { ComponentChildren, JSX } from "preact";

import { cardOf, citationsOf } from "../thread/card";
import { fullTime, shortTime } from "../thread/times";
import { choicesOf, leadOf } from "../thread/choices";
import type { Row } from "../thread/rows";
import type { Message } from "../wire/messages";
import { Attachment } from "./attachment";
import { CardView } from "./card";
import { Choices } from "./choices";
import { useSurroundings } from "./context";
import { Icon } from "./icons";
import { isAnswer, Thumbs } from "./thumbs";
import { Words } from "./words";

const FILES = new Set(["image", "file", "audio"]);

export function TimeLine({ at }: { at: string }): JSX.Element {
  const { locale, nowMs } = useSurroundings();
  return (
    <div class="line">
      <time dateTime={at} title={fullTime(at, locale)}>
        {shortTime(at, nowMs, locale)}
      </time>
    </div>
  );
}

function Name({ message }: { message: Message }): JSX.Element | null {
  const { copy, title } = useSurroundings();
  const { sender } = message;
  if (sender.kind === "customer") return <span class="unseen">{copy.you}</span>;
  const isBot = sender.kind === "bot" || sender.ai === true;
  return (
    <div class={isBot ? "name name-bot" : "name"}>
      {sender.name || title}
      {isBot && <span class="ai">{copy.ai}</span>}
      {sender.kind === "agent" && <span class="role">{copy.agentRole}</span>}
    </div>
  );
}

function Citations({ message }: { message: Message }): JSX.Element | null {
  const { copy } = useSurroundings();
  const citations = citationsOf(message);
  if (citations.length === 0) return null;
  return (
    <div class="citations">
      <Icon name="book" />
      <span>
        {copy.sources}{" "}
        {citations.map(({ title, version }, index) => (
          <span key={index} class="citation">
            {title}
            {version !== null && <small> {copy.version(version)}</small>}
          </span>
        ))}
      </span>
    </div>
  );
}

function Body({ message }: { message: Message }): JSX.Element {
  const card = cardOf(message);
  if (card !== null) return <CardView card={card} message={message} />;
  if (FILES.has(message.kind) && typeof message.data["upload_id"] === "string") {
    return <Attachment message={message} />;
  }
  return (
    <div class="bubble">
      <Words text={leadOf(message)} />
      <Citations message={message} />
    </div>
  );
}

export function Frame(props: { isMine: boolean; children: ComponentChildren }): JSX.Element {
  return <div class={props.isMine ? "row row-mine" : "row"}>{props.children}</div>;
}

export function MessageRow({ row, isLastMine }: { row: Row; isLastMine: boolean }): JSX.Element {
  const { copy, locale, state } = useSurroundings();
  const { message } = row;
  const isMine = message.sender.kind === "customer";
  const isRead = isLastMine && state.peerReadSeq >= message.seq;
  if (row.isNotice) {
    return (
      <>
        {row.isTimed && <TimeLine at={message.created_at} />}
        <div class="line notice">
          <Words text={message.text} />
        </div>
        {choicesOf(message).length > 0 && <Choices message={message} />}
      </>
    );
  }
  return (
    <>
      {row.isTimed && <TimeLine at={message.created_at} />}
      <Frame isMine={isMine}>
        {row.isFirst && <Name message={message} />}
        <div class="hold" title={fullTime(message.created_at, locale)}>
          <Body message={message} />
        </div>
        {isAnswer(message) && <Thumbs message={message} />}
        {choicesOf(message).length > 0 && <Choices message={message} />}
        {isRead && <div class="fate">{copy.read}</div>}
      </Frame>
    </>
  );
}
