/** Times as a worker reads them: relative up to an hour, then a clock time. */
import type { Locale } from "./locale";

const MINUTE_MS = 60_000;

/** `14:05` today, `11-27 14:05` on another day. */
export function clockTime(iso: string, nowMs: number, locale: Locale): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
  if (isToday(iso, nowMs)) return time;
  const month = String(at.getMonth() + 1).padStart(2, "0");
  return `${month}-${String(at.getDate()).padStart(2, "0")} ${time}`;
}

export function isToday(iso: string, nowMs: number): boolean {
  return new Date(iso).toDateString() === new Date(nowMs).toDateString();
}

export function minutesAgo(iso: string, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(iso)) / MINUTE_MS));
}
