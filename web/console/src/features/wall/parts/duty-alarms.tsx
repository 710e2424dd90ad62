/** Alarms to be dealt with: what, where, since when, and what to do. */
import type { Alarm, DeskWait } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { clockTime, shortTime, useNow } from "@/lib/time";

import { copy } from "../copy";
import { dutyCopy } from "../copy-duty";
import { deeds, useAlarmHistory, useDeed } from "../queries";
import { isLoud, withUnit } from "../saying";

const MOST = 12;

interface Props {
  alarms: Alarm[];
  waits: DeskWait[];
  onListen: (wait: DeskWait) => void;
}

export function DutyAlarms({ alarms, waits, onListen }: Props) {
  const text = useCopy(dutyCopy);
  const now = useNow(5);
  const [isPast, setPast] = useState(false);
  const sorted = alarms.toSorted((a, b) => Number(isLoud(b, now)) - Number(isLoud(a, now)));
  return (
    <section className="hl-card duty-alarms" aria-label={text.alarms}>
      <div className="hl-bar">
        <h2>{text.alarms}</h2>
        <span className="hl-num hl-quiet">{alarms.length}</span>
        <Button size="small" className="push" onClick={() => setPast(true)}>
          {text.history}
        </Button>
      </div>
      {alarms.length === 0 ? <EmptyPlace title={text.noAlarms}>{text.noAlarmsHint}</EmptyPlace> : null}
      {sorted.slice(0, MOST).map((alarm, index) => {
        const wait = waits.find(({ conversation_id }) => conversation_id === alarm.conversation_id);
        return (
          <Line key={alarm.id} alarm={alarm} now={now} isFirst={index === 0}>
            {wait ? <Button size="small" onClick={() => onListen(wait)}>{text.open}</Button> : null}
            {!wait && alarm.conversation_id !== null ? (
              <Link className="hl-small" to={`/desk/${alarm.conversation_id}`}>{text.open}</Link>
            ) : null}
          </Line>
        );
      })}
      {sorted.length > MOST ? <p className="hl-small hl-quiet">{text.moreAlarms(sorted.length - MOST)}</p> : null}
      <History open={isPast} onClose={() => setPast(false)} />
    </section>
  );
}

function Line({ alarm, now, isFirst, children }: {
  alarm: Alarm;
  now: number;
  isFirst: boolean;
  children?: React.ReactNode;
}) {
  const text = useCopy(dutyCopy);
  const take = useDeed(deeds.take, () => null);
  const snooze = useDeed((id: string) => deeds.snooze(id, 15), () => null);
  const loud = isLoud(alarm, now);
  const isQuiet = alarm.snoozed_until !== null && Date.parse(alarm.snoozed_until) > now;
  return (
    <article className="duty-alarm" data-severity={alarm.severity} data-loud={loud}>
      <What alarm={alarm} now={now} />
      <div className="hl-bar">
        {alarm.acknowledged_by === null ? (
          <Button size="small" type={loud && isFirst ? "primary" : "default"} loading={take.isPending} onClick={() => take.mutate(alarm.id)}>
            {text.take}
          </Button>
        ) : (
          <span className="hl-small">{text.has(alarm.acknowledged_by)}</span>
        )}
        {isQuiet ? (
          <span className="hl-small hl-quiet">{text.snoozed(clockTime(new Date(alarm.snoozed_until ?? 0)))}</span>
        ) : loud ? (
          <Button size="small" onClick={() => snooze.mutate(alarm.id)}>{text.snooze}</Button>
        ) : null}
        {children}
      </div>
    </article>
  );
}

function What({ alarm, now }: { alarm: Alarm; now: number }) {
  const words = useCopy(copy);
  const text = useCopy(dutyCopy);
  const locale = useLocale();
  const value = (n: number): string => withUnit(n, alarm.unit, locale);
  // Words that were said have no measure.
  const isSaid = alarm.kind === "severe";
  const extreme = alarm.unit === "percent" ? text.low : text.peak;
  return (
    <div>
      <strong>
        {alarm.severity === "danger" ? "●" : "▲"} {words.kinds[alarm.kind]} · {alarm.subject}
        {isSaid ? null : <span className="hl-num"> · {value(alarm.value)}</span>}
      </strong>
      <p>{locale === "en" ? alarm.todo_en : alarm.todo_zh}</p>
      <p className="hl-small hl-quiet">
        {text.since(shortTime(alarm.raised_at ?? "", now, locale))}
        {isSaid ? "" : ` · ${extreme(value(alarm.peak), value(alarm.bound))}`}
        {alarm.times > 1 ? ` · ${text.times(alarm.times)}` : ""}
      </p>
    </div>
  );
}

function History({ open, onClose }: { open: boolean; onClose: () => void }) {
  const text = useCopy(dutyCopy);
  const now = useNow(30);
  const { data } = useAlarmHistory(open);
  return (
    <Modal title={text.history} open={open} onCancel={onClose} footer={null} width={720}>
      <div className="duty-history">
        {(data?.items ?? []).map((alarm) => (
          <article key={alarm.id} className="duty-alarm" data-severity={alarm.severity} data-loud={alarm.cleared_at === null}>
            <What alarm={alarm} now={now} />
            {alarm.acknowledged_by === null ? null : <span className="hl-small">{text.has(alarm.acknowledged_by)}</span>}
          </article>
        ))}
      </div>
    </Modal>
  );
}
