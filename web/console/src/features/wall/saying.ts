/** How figures are said: a dash where there is none, two units of time at most. */
import type { Alarm, AlarmKind, QueueNow } from "@hearthline/api";

import type { Locale } from "@/lib/locale";
import { duration } from "@/lib/time";

export const NONE = "—";

export const share = (value: number | null): string =>
  value === null ? NONE : `${Math.round(value * 100)}%`;

const pad = (n: number): string => String(n).padStart(2, "0");

/** Minutes and seconds as on a clock: what is read from far off. */
export function clock(seconds: number | null): string {
  if (seconds === null) return NONE;
  const s = Math.max(0, Math.round(seconds));
  const hours = Math.floor(s / 3600);
  const rest = `${hours > 0 ? pad(Math.floor((s % 3600) / 60)) : Math.floor(s / 60)}:${pad(s % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

export function withUnit(value: number, unit: string, locale: Locale): string {
  if (unit === "seconds") return duration(value, locale);
  return unit === "percent" ? `${value}%` : String(value);
}

export const secondsSince = (iso: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(iso)) / 1000));

export type Temper = "calm" | "warm" | "hot";

/** How a line fares: by its own target, so that a slow mailbox does not look like a slow phone. */
export function temperOf(queue: QueueNow): Temper {
  if (queue.longest_wait_s === null) return "calm";
  if (queue.longest_wait_s >= Math.max(queue.target_s * 9, 180)) return "hot";
  return queue.longest_wait_s >= Math.max(queue.target_s * 3, 60) ? "warm" : "calm";
}

/** How a share fares against what was promised. */
export function levelTemper(value: number | null, target: number): Temper {
  if (value === null || value >= target) return "calm";
  return value >= target - 0.2 ? "warm" : "hot";
}

export const isLoud = (alarm: Alarm, now: number): boolean =>
  alarm.acknowledged_at === null &&
  (alarm.snoozed_until === null || Date.parse(alarm.snoozed_until) <= now);

export const isOfPeople = (kind: AlarmKind): boolean => kind === "idle" || kind === "away";
