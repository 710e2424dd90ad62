import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { rowsOf } from "../thread/rows";
import type { Message } from "../wire/messages";
import { MessageRow } from "./bubble";
import { useSurroundings } from "./context";
import { answererName } from "./header";
import { Icon } from "./icons";
import { DraftRow, UploadRow } from "./pending";
import { RatingCard } from "./rating";
import { useStick } from "./use-stick";

const WINDOW = 80;
const TOP_PX = 60;

function Suggestions(): JSX.Element | null {
  const { chat, copy, state } = useSurroundings();
  const hasSpoken = state.messages.some(({ sender }) => sender.kind === "customer");
  const isHere = state.suggestions.length > 0 && state.status === "bot";
  if (!isHere || hasSpoken || state.drafts.length > 0) return null;
  return (
    <section class="suggestions" aria-label={copy.suggestions}>
      <h3>{copy.suggestions}</h3>
      <div class="chips">
        {state.suggestions.map(({ label, text }) => (
          <button type="button" class="chip" key={label} title={text} onClick={() => chat.say(text)}>
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}

function Typing(): JSX.Element | null {
  const { copy, state, title } = useSurroundings();
  if (state.typing === null) return null;
  return (
    <div class="row">
      <div class="bubble typing" role="img" aria-label={copy.typing(answererName(state) ?? title)}>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}

function Earlier(props: { press: () => void }): JSX.Element {
  const { copy, state } = useSurroundings();
  return (
    <div class="line">
      <button type="button" class="link" disabled={state.isPaging} onClick={props.press}>
        {state.isPaging ? copy.loading : copy.older}
      </button>
    </div>
  );
}

function Skeleton(): JSX.Element {
  const { copy } = useSurroundings();
  return (
    <div class="skeleton" role="status" aria-label={copy.loading}>
      <div />
      <div />
      <div />
    </div>
  );
}

function lastSeqOf(messages: readonly Message[]): number {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (message?.sender.kind === "customer") return message.seq;
  }
  return 0;
}

function useNewCount(isAtEnd: boolean, last: number): number {
  const seen = useRef(last);
  if (isAtEnd) seen.current = last;
  return last - seen.current;
}

export function Thread(props: { isRating: boolean; dismissRating: () => void }): JSX.Element {
  const { chat, copy, state } = useSurroundings();
  const { messages, drafts, uploads } = state;
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(WINDOW);
  const from = Math.max(0, messages.length - shown);
  const rows = rowsOf(messages, from);
  const last = messages.at(-1)?.seq ?? 0;
  const end = `${last}/${drafts.length}/${uploads.length}/${state.typing}/${props.isRating}`;
  const stick = useStick(box, { first: rows[0]?.message.seq, end });
  const fresh = useNewCount(stick.isAtEnd, last);
  const lastMine = lastSeqOf(messages);

  useEffect(() => {
    if (drafts.length + uploads.length > 0 || props.isRating) stick.toEnd();
  }, [drafts.length, uploads.length, props.isRating]);
  useEffect(() => setShown(WINDOW), [state.conversationId]);

  const older = () => {
    if (from > 0) setShown(shown + WINDOW);
    else if (state.hasOlder) {
      setShown(shown + WINDOW);
      void chat.older();
    }
  };
  const scrolled = () => {
    const isAtEnd = stick.scrolled();
    if ((box.current?.scrollTop ?? TOP_PX) < TOP_PX && !isAtEnd) older();
  };
  return (
    <div class="thread-hold">
      <div class="thread" ref={box} onScroll={scrolled} tabIndex={0} aria-label={copy.thread}>
        <div role="log" aria-live={state.isPaging ? "off" : "polite"} aria-relevant="additions">
          {(from > 0 || state.hasOlder) && <Earlier press={older} />}
          {messages.length === 0 && state.phase === "opening" && <Skeleton />}
          {rows.map((row) => (
            <MessageRow
              key={row.message.seq}
              row={row}
              isLastMine={row.message.seq === lastMine && drafts.length === 0}
            />
          ))}
          {drafts.map((draft) => (
            <DraftRow key={draft.clientId} draft={draft} />
          ))}
          {uploads.map((item) => (
            <UploadRow key={item.id} item={item} />
          ))}
          <Typing />
          <Suggestions />
          {props.isRating && <RatingCard dismiss={props.dismissRating} />}
        </div>
      </div>
      {!stick.isAtEnd && (
        <button type="button" class="to-end" aria-label={copy.toBottom} onClick={stick.toEnd}>
          {fresh > 0 && copy.newMessages(fresh)}
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}
