/** One promise: how it stands; closed with what was done, or put off. */
import type { CustomerPromise, PromiseState } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";
import { App, Button, Popover } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { fullTime, useNow } from "@/lib/time";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { peopleCopy } from "../copy-people";
import { usePromiseDeeds } from "../queries-people";
import { momentOf } from "../shown";
import { DuePicker } from "./due-picker";
import { Reason } from "./reason";

const TONES: Record<PromiseState, Tone> = {
  open: "info",
  broken: "danger",
  kept: "good",
  kept_late: "warn",
  dropped: "plain",
};

export function Promised({ promise, far = false }: {
  promise: CustomerPromise;
  /** Stands away from the customer: the way there is shown. */
  far?: boolean;
}) {
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
        {standing ? <Ends promise={promise} /> : null}
        {far ? (
          <Link className="hl-small" to={`/customers/${promise.customer_id}`}>
            {text.toCustomer}
          </Link>
        ) : null}
        <ToWords promise={promise} />
      </span>
    </article>
  );
}

function ToWords({ promise }: { promise: CustomerPromise }) {
  const text = useCopy(peopleCopy);
  const { conversation_id: id, message_seq: seq } = promise;
  if (id === null) return null;
  return (
    <Link className="hl-small" to={seq === null ? `/desk/${id}` : `/desk/${id}?at=${seq}`}>
      {seq === null ? text.toTalk : text.fromWords}
    </Link>
  );
}

function Ends({ promise }: { promise: CustomerPromise }) {
  const text = useCopy(peopleCopy);
  const may = useMay();
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const { end, reopen } = usePromiseDeeds(promise.customer_id, null);
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
      <Move promise={promise} />
      <Reason title={text.drop} placeholder={text.dropText} {...shared} onReason={finish("dropped")}>
        <Button size="small" type="text">
          {text.drop}
        </Button>
      </Reason>
    </>
  );
}

function Move({ promise }: { promise: CustomerPromise }) {
  const text = useCopy(peopleCopy);
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const { move } = usePromiseDeeds(promise.customer_id, null);
  const [isOpen, setOpen] = useState(false);
  const [due, setDue] = useState<Dayjs | null>(null);
  const before = { promise: promise.id, due_at: promise.due_at };

  function moved(): void {
    setOpen(false);
    // A time that has passed cannot be promised again.
    if (dayjs(before.due_at).isBefore(dayjs())) void message.success(text.moved);
    else undo(text.moved, () => move.mutate(before, { onError: (error) => void message.error(say(error)) }));
  }

  function keep(): void {
    if (due) move.mutate({ promise: promise.id, due_at: due.toISOString() }, { onSuccess: moved });
  }

  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div className="cust-why">
          <strong>{text.moveTo}</strong>
          <DuePicker due={due} onDue={setDue} />
          {move.error ? (
            <span className="hl-small" role="alert">
              {say(move.error)}
            </span>
          ) : null}
          <Button
            type="primary"
            size="small"
            disabled={!due?.isAfter(dayjs())}
            loading={move.isPending}
            onClick={keep}
          >
            {text.end}
          </Button>
        </div>
      }
    >
      <Button size="small">{text.move}</Button>
    </Popover>
  );
}
