/** One message: customer left, people right, the bot on its own quiet ground, notices centred. */
import type { CustomerId, Message } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { memo, useContext } from "react";

import { useCopy } from "@/lib/locale";
import { Slots } from "@/lib/slots";
import { clockTime, fullTime } from "@/lib/time";

import { copy } from "../copy";
import { MessageBody } from "./message-body";
import { Propose } from "./propose";

export const Bubble = memo(function Bubble({ message, named, read, isLast, promisedTo = null, found = false }: {
  message: Message;
  named: boolean;
  read: boolean;
  isLast: boolean;
  /** To whom the words may be kept as a promise. */
  promisedTo?: CustomerId | null;
  /** One was sent here to see it. */
  found?: boolean;
}) {
  const { thread: text } = useCopy(copy);
  const { KeepPromise } = useContext(Slots);
  // What the system says in the bot's name, unasked, is the bot's to the reader.
  const who = message.sender.ai ? "bot" : message.sender.kind;
  if (message.kind === "notice" || who === "system") {
    return (
      <p className="thread-note" data-seq={message.seq} data-found={found} title={fullTime(message.created_at)}>
        {message.text}
        <time className="hl-num">{clockTime(new Date(message.created_at))}</time>
      </p>
    );
  }
  return (
    <article
      className="said"
      data-who={who}
      data-named={named}
      data-seq={message.seq}
      data-found={found}
    >
      {named ? (
        <header className="said-head">
          <span>{message.sender.name}</span>
          {message.sender.ai ? <Mark tone="brand">{text.ai}</Mark> : null}
          <time className="hl-num" title={fullTime(message.created_at)}>
            {clockTime(new Date(message.created_at))}
          </time>
        </header>
      ) : null}
      <div className="bubble" title={named ? undefined : fullTime(message.created_at)}>
        <MessageBody message={message} />
      </div>
      <span className="said-deeds">
        {promisedTo && who === "agent" && message.text.trim() !== "" ? (
          <KeepPromise
            customerId={promisedTo}
            conversationId={message.conversation_id}
            text={message.text}
            seq={message.seq}
          />
        ) : null}
        <Propose message={message} />
      </span>
      {who === "agent" && isLast ? (
        <span className="said-foot">{read ? text.read : text.sent}</span>
      ) : null}
    </article>
  );
});
