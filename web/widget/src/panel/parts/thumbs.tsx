import type { JSX } from "preact";

import { citationsOf } from "../thread/card";
import type { Message, Verdict } from "../wire/messages";
import { useSurroundings } from "./context";
import { Icon } from "./icons";

/** Whether a message is an answer of the knowledge base, which a thumb may be given to. */
export function isAnswer(message: Message): boolean {
  const isOfBot = message.sender.kind === "bot" && message.reply_to !== null;
  return isOfBot && citationsOf(message).length > 0;
}

/** Helpful or not, under an answer; changeable, and in nobody's way. */
export function Thumbs({ message }: { message: Message }): JSX.Element {
  const { chat, copy, state } = useSurroundings();
  const judged = state.verdicts[message.seq];
  const judge = (verdict: Verdict) => void chat.judging.judge(message.seq, verdict);
  const thumb = (verdict: Verdict, label: string) => {
    const isPicked = judged?.shown === verdict;
    return (
      <button
        type="button"
        class={isPicked ? "thumb thumb-picked" : "thumb"}
        aria-pressed={isPicked}
        onClick={() => judge(verdict)}
      >
        <Icon name={isPicked ? "check" : verdict} />
        {label}
      </button>
    );
  };
  const failed = judged?.failed ?? null;
  return (
    <div class="thumbs" role="group" aria-label={copy.thumbs.ask}>
      {thumb("like", copy.thumbs.like)}
      {thumb("dislike", copy.thumbs.dislike)}
      <span class="thumbs-fate" role="status">
        {failed !== null && (
          <>
            {copy.thumbs.failed}
            <button type="button" class="thumb link" onClick={() => judge(failed)}>
              {copy.thumbs.again}
            </button>
          </>
        )}
      </span>
    </div>
  );
}
