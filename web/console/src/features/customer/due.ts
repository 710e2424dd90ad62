/** Times by which things are promised. Pure. */
import type { Dayjs } from "dayjs";

export type Quick = "half" | "hours" | "closing" | "morning";

/** When offices close and when a morning is over, by the clock of the person. */
const CLOSING = { hour: 17, minute: 30 };
const NOON = { hour: 12, minute: 0 };

const on = (day: Dayjs, { hour, minute }: typeof NOON): Dayjs =>
  day.hour(hour).minute(minute).second(0).millisecond(0);

/** The times that still lie ahead; closing time is left out once it has passed. */
export function quickTimes(now: Dayjs): [Quick, Dayjs][] {
  const closing = on(now, CLOSING);
  const all: [Quick, Dayjs][] = [
    ["half", now.add(30, "minute")],
    ["hours", now.add(2, "hour")],
    ["closing", closing],
    ["morning", on(now.add(1, "day"), NOON)],
  ];
  return all.filter(([, at]) => at.isAfter(now));
}
