/** A reply on its way; if it could not be sent, it says why and what to press. */
import { ExclamationCircleFilled } from "@ant-design/icons";
import type { ConversationId } from "@hearthline/api";
import { Button } from "antd";

import { useLive } from "@/lib/live/live";
import type { Pending } from "@/lib/live/thread";
import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { insert } from "../desk-state";
import type { Sending } from "../sending";

export function PendingBubble({ id, pending, sending }: {
  id: ConversationId;
  pending: Pending;
  sending: Sending;
}) {
  const { thread: text } = useCopy(copy);
  const { threads } = useLive();
  function takeBack(): void {
    threads.apply(id, { do: "drop", clientId: pending.clientId });
    insert(pending.text);
  }
  return (
    <article className="said" data-who="agent" data-named={false} data-state={pending.state}>
      <div className="bubble">
        <p className="words">{pending.text}</p>
      </div>
      {pending.state === "sending" ? (
        <span className="said-foot">{text.sending}</span>
      ) : (
        <span className="said-foot said-failed" role="alert">
          <ExclamationCircleFilled /> {text.failedToSend}
          {pending.why ? `：${pending.why}` : ""}
          {pending.retryable ? (
            <Button
              type="link"
              size="small"
              onClick={() => sending.again(id, pending.clientId, pending.text)}
            >
              {text.retry}
            </Button>
          ) : null}
          <Button type="link" size="small" onClick={takeBack}>
            {text.back}
          </Button>
        </span>
      )}
    </article>
  );
}
