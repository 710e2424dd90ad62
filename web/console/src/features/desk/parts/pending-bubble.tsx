/** A reply on its way: sent in some seconds unless it is taken back; or why it could not be sent. */
import { ExclamationCircleFilled, FileOutlined } from "@ant-design/icons";
import { type ConversationId, Problem } from "@hearthline/api";
import { App, Button } from "antd";

import { useLive } from "@/lib/live/live";
import type { Pending } from "@/lib/live/thread";
import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { writingCopy } from "../copy-writing";
import { sendNow, takeBack } from "../queries-writing";
import type { Sending } from "../sending";
import { draftingOf } from "../use-draft";

interface Props {
  id: ConversationId;
  pending: Pending;
  sending: Sending;
}

export function PendingBubble({ id, pending, sending }: Props) {
  return (
    <article className="said" data-who="agent" data-named={false} data-state={pending.state}>
      <div className="bubble">
        <Body pending={pending} />
      </div>
      <Foot id={id} pending={pending} sending={sending} />
    </article>
  );
}

function Body({ pending: { text, file } }: { pending: Pending }) {
  if (file?.shown) return <img className="picture" src={file.shown} alt={file.name} />;
  if (!file) return <p className="words">{text}</p>;
  return (
    <p className="words">
      <FileOutlined /> {file.name}
    </p>
  );
}

function Foot(props: Props) {
  const { thread: text } = useCopy(copy);
  switch (props.pending.state) {
    case "sending":
      return <span className="said-foot">{text.sending}</span>;
    case "waiting":
      return <Waiting {...props} />;
    case "failed":
      return <Failed {...props} />;
  }
}

/** Takes a waiting reply back into the box; also what Alt U does with the last one. */
export function useTakeBack(id: ConversationId, sending: Sending) {
  const { threads } = useLive();
  const { message } = App.useApp();
  const say = useSay();
  return (pending: Pending): void => {
    void takeBack(id, pending.clientId)
      .then((words) => {
        sending.cancel(id, pending.clientId);
        if (words !== null && pending.file === null) draftingOf(id).putBack(words);
      })
      .catch((error: unknown) => {
        if (error instanceof Problem && error.code === "reply.already_sent") void threads.open(id);
        void message.warning(say(error));
      });
  };
}

function Waiting({ id, pending, sending }: Props) {
  const { thread } = useCopy(copy);
  const text = useCopy(writingCopy);
  const { message } = App.useApp();
  const say = useSay();
  const now = useNow();
  const back = useTakeBack(id, sending);
  const left = Math.ceil((Date.parse(pending.dueAt ?? "") - now) / 1_000);
  return (
    <span className="said-foot" role="status">
      {left > 0 ? text.soon(left) : thread.sending}
      <Button
        type="link"
        size="small"
        onClick={() => void sendNow(id, pending.clientId).catch((e) => void message.error(say(e)))}
      >
        {text.sendNow}
      </Button>
      <Button type="link" size="small" title="Alt U" onClick={() => back(pending)}>
        {text.takeBack}
      </Button>
    </span>
  );
}

function Failed({ id, pending, sending }: Props) {
  const { thread: text } = useCopy(copy);
  function again(): void {
    sending.again(id, pending.clientId, pending.text);
  }
  function back(): void {
    sending.cancel(id, pending.clientId);
    if (pending.file === null) draftingOf(id).putBack(pending.text);
  }
  return (
    <span className="said-foot said-failed" role="alert">
      <ExclamationCircleFilled /> {text.failedToSend}
      {pending.why ? `：${pending.why}` : ""}
      {pending.retryable ? (
        <Button type="link" size="small" onClick={again}>
          {text.retry}
        </Button>
      ) : null}
      <Button type="link" size="small" onClick={back}>
        {text.back}
      </Button>
    </span>
  );
}
