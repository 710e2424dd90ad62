/** The last alarms on the wall, and what is owed outside of the lines. */
import type { Alarm, Wall } from "@hearthline/api";

import { useCopy, useLocale } from "@/lib/locale";
import { shortTime, useNow } from "@/lib/time";

import { copy } from "../copy";
import { clock, isLoud, withUnit } from "../saying";

const MOST = 6;

export function WallAlarms({ alarms, today }: { alarms: Alarm[]; today: Wall["today"] }) {
  const text = useCopy(copy);
  const now = useNow(10);
  const sorted = alarms.toSorted((a, b) => Number(isLoud(b, now)) - Number(isLoud(a, now)));
  const kinds = [...new Set(sorted.map(({ kind }) => kind))].slice(0, MOST);
  return (
    <section className="wall-card wall-alarms" aria-label={text.alarms}>
      <h2>
        {text.alarms} <strong>{alarms.length}</strong>
      </h2>
      {alarms.length === 0 ? <p className="wall-quiet">{text.noAlarms}</p> : null}
      <ul>
        {kinds.map((kind) => (
          <Line key={kind} alarms={sorted.filter((one) => one.kind === kind)} now={now} />
        ))}
      </ul>
      <footer className="wall-owed">
        <span>{text.handling(clock(today.handling_p50_s), clock(today.handling_p90_s))}</span>
        <span data-late={today.callbacks_overdue > 0}>
          {text.callbacks(today.callbacks_due, today.callbacks_overdue)}
        </span>
        {today.promises_overdue > 0 ? (
          <span data-late>{text.promises(today.promises_overdue)}</span>
        ) : null}
        {today.tickets_overdue === null ? null : (
          <span data-late={today.tickets_overdue > 0}>{text.tickets(today.tickets_overdue)}</span>
        )}
      </footer>
    </section>
  );
}

/** Alarms of one kind stand together, so that many of the same hide no other. */
function Line({ alarms, now }: { alarms: Alarm[]; now: number }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const alarm = worstOf(alarms);
  if (alarm === undefined) return null;
  const loud = alarms.some((one) => isLoud(one, now));
  return (
    <li className="wall-alarm" data-severity={alarm.severity} data-loud={loud}>
      <strong className="hl-clip">
        {alarm.severity === "danger" ? "●" : "▲"} {text.kinds[alarm.kind]}
        {alarms.length > 1 ? <span className="wall-sub"> × {alarms.length}</span> : null}
      </strong>
      <span className="hl-num">{withUnit(alarm.value, alarm.unit, locale)}</span>
      <span className="hl-clip wall-sub">{alarm.subject}</span>
      <span className="wall-sub hl-num">
        {alarm.acknowledged_by === null
          ? shortTime(alarm.raised_at ?? "", now, locale)
          : text.taken(alarm.acknowledged_by)}
      </span>
    </li>
  );
}

/** A share is worse when it is smaller, everything else when it is larger. */
const badness = (one: Alarm): number => (one.unit === "percent" ? -one.value : one.value);

const worstOf = (alarms: Alarm[]): Alarm | undefined =>
  alarms.toSorted((a, b) => badness(b) - badness(a))[0];
