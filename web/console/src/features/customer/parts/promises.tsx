/** What was promised: open ones first, each closed with what was done. */
import type { ConversationId, CustomerId, CustomerPromise, PromiseState } from "@hearthline/api";
import { Bone, EmptyPlace, Mark, type Tone } from "@hearthline/ui";
import { App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { fullTime, useNow } from "@/lib/time";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { peopleCopy } from "../copy-people";
import { usePromiseDeeds, usePromises } from "../queries-people";
import { momentOf } from "../shown";
import { MakePromise } from "./make-promise";
import { Reason } from "./reason";

const TONES: Record<PromiseState, Tone> = {
  open: "info",
  broken: "danger",
  kept: "good",
  kept_late: "warn",
  dropped: "plain",
};

export function Promises({ id, conversationId }: {
  id: CustomerId;
  conversationId: ConversationId | null;
}) {
  const text = useCopy(peopleCopy);
  const may = useMay();
  const say = useSay();
  const { data, error } = usePromises(id);
  const [making, setMaking] = useState(false);
  if (error) return <p className="hl-quiet">{say(error)}</p>;
  if (!data) return <Bone width="80%" />;
  const button = may("desk.reply") ? (
    <Button size="small" onClick={() => setMaking(true)}>
      {text.promise}
    </Button>
  ) : null;
  return (
    <div className="cust-stack">
      {making ? (
        <MakePromise id={id} conversationId={conversationId} onClose={() => setMaking(false)} />
      ) : null}
      {data.items.length === 0 && !making ? (
        <EmptyPlace title={text.noPromises[0]} deed={button}>
          {text.noPromises[1]}
        </EmptyPlace>
      ) : null}
      {data.items.map((promise) => (
        <Promised key={promise.id} id={id} promise={promise} />
      ))}
      {data.items.length > 0 && !making ? <div>{button}</div> : null}
    </div>
  );
}

function Promised({ id, promise }: { id: CustomerId; promise: CustomerPromise }) {
  const text = useCopy(peopleCopy);
  const locale = useLocale();
  const now = useNow(30);
  const standing = promise.state === "open" || promise.state === "broken";
  return (
    <article className="cust-promise" data-state={promise.state}>
      <span className="cust-line">
        <Mark tone={TONES[promise.state]}>{text.states[promise.state]}</Mark>
        <span className="hl-num" title={fullTime(promise.due_at)}>
          {text.due(momentOf(promise.due_at, now, locale))}
        </span>
        <span className="cust-push hl-small hl-quiet">{text.promiseBy(promise.made_by_name)}</span>
      </span>
      <p>{promise.text}</p>
      {promise.done_text ? <p className="hl-small hl-quiet">{promise.done_text}</p> : null}
      <span className="cust-line">
        {standing ? <Ends id={id} promise={promise} /> : null}
        {promise.conversation_id && promise.message_seq ? (
          <Link className="hl-small" to={`/desk/${promise.conversation_id}?at=${promise.message_seq}`}>
            {text.fromWords}
          </Link>
        ) : null}
      </span>
    </article>
  );
}

function Ends({ id, promise }: { id: CustomerId; promise: CustomerPromise }) {
  const text = useCopy(peopleCopy);
  const may = useMay();
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const { end, reopen } = usePromiseDeeds(id, null);
  if (!may("desk.reply")) return null;
  const finish = (outcome: "kept" | "dropped") => (said: string, done: () => void) =>
    end.mutate(
      { promise: promise.id, outcome, text: said },
      {
        onSuccess: () => {
          done();
          undo(text.ended, () =>
            reopen.mutate(promise.id, { onError: (error) => void message.error(say(error)) }),
          );
        },
      },
    );
  const shared = { shortest: 2, deed: text.end, pending: end.isPending, error: end.error };
  return (
    <>
      <Reason title={text.done} placeholder={text.doneText} {...shared} onReason={finish("kept")}>
        <Button size="small">{text.done}</Button>
      </Reason>
      <Reason title={text.drop} placeholder={text.dropText} {...shared} onReason={finish("dropped")}>
        <Button size="small" type="text">
          {text.drop}
        </Button>
      </Reason>
    </>
  );
}
