/** One booked call: when, whom, what was tried, and what to do next. */
import { PhoneOutlined } from "@ant-design/icons";
import type { BookedCall } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button, Popconfirm } from "antd";
import { useNavigate } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay, useMe } from "@/lib/me";
import { clockTime, dayName, fullTime, useNow } from "@/lib/time";

import { copy } from "../copy";
import { useCancelCall, useNoteTry, useShowPhone, useTakeCall } from "../queries-calls";

export function CallRow({ call }: { call: BookedCall }) {
  const { calls: text } = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  const from = new Date(call.from_at);
  const span = `${dayName(call.from_at, now, locale)} ${clockTime(from)}–${clockTime(new Date(call.until_at))}`;
  const isOver = call.ended_at !== null;
  const isReady = call.state === "booked" && now >= from.getTime();
  return (
    <article className="call" data-over={isOver}>
      <div className="call-when">
        <strong className="hl-num" title={`${fullTime(call.from_at)} – ${fullTime(call.until_at)}`}>
          {span}
        </strong>
        <StateMark call={call} isReady={isReady} isDue={isReady && now >= Date.parse(call.due_at)} />
      </div>
      <div className="call-who">
        <strong className="hl-clip">{call.customer}</strong>
        <span className="hl-num hl-quiet">{call.phone_masked}</span>
        <span className="hl-small hl-quiet">
          {call.tries > 0 ? text.tries(call.tries) : ""}
          {!isOver && call.tries > 0 ? ` · ${text.nextAt(clockTime(new Date(call.due_at)))}` : ""}
          {call.taken_by_name ? ` ${text.by(call.taken_by_name)}` : ""}
        </span>
        {call.note ? <p>{call.note}</p> : null}
      </div>
      {isOver ? null : <Deeds call={call} isFirst={isReady} />}
    </article>
  );
}

/** What is due is offered by itself; before that, within its time, it may be called already. */
function StateMark({ call, isReady, isDue }: { call: BookedCall; isReady: boolean; isDue: boolean }) {
  const { calls: text } = useCopy(copy);
  if (call.overdue) return <Mark tone="danger">{text.overdue}</Mark>;
  if (isDue) return <Mark tone="warn">{text.views.due}</Mark>;
  return <Mark tone={isReady ? "info" : "plain"}>{isReady ? text.ready : text.state[call.state]}</Mark>;
}

function Deeds({ call, isFirst }: { call: BookedCall; isFirst: boolean }) {
  const { calls: text } = useCopy(copy);
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const take = useTakeCall();
  const show = useShowPhone();
  const note = useNoteTry();
  const cancel = useCancelCall();
  if (!may("desk.reply")) return null;
  const mine = call.taken_by === me.id;
  const thread = call.taken_in ?? call.conversation_id;
  return (
    <div className="call-deeds">
      {mine ? (
        <>
          {show.data ? (
            <a className="call-phone hl-num" href={`tel:${show.data.phone}`}>
              {show.data.phone}
            </a>
          ) : (
            <Button
              icon={<PhoneOutlined />}
              loading={show.isPending}
              onClick={() => show.mutate(call.id)}
            >
              {text.show}
            </Button>
          )}
          <Button
            type="primary"
            loading={note.isPending}
            onClick={() => note.mutate({ id: call.id, outcome: "reached" })}
          >
            {text.reached}
          </Button>
          <Button onClick={() => note.mutate({ id: call.id, outcome: "not_reached" })}>
            {text.notReached}
          </Button>
          <Button onClick={() => void navigate(`/desk/${thread}`)}>{text.open}</Button>
        </>
      ) : call.taken_by === null ? (
        <Button
          type={isFirst ? "primary" : "default"}
          loading={take.isPending}
          onClick={() => take.mutate(call.id, { onSuccess: (row) => void navigate(`/desk/${row.id}`) })}
        >
          {text.take}
        </Button>
      ) : null}
      <Popconfirm
        title={text.cancelSure}
        okText={text.cancel}
        cancelText={text.keep}
        onConfirm={() => cancel.mutate(call.id)}
      >
        <Button type="text">{text.cancel}</Button>
      </Popconfirm>
    </div>
  );
}
