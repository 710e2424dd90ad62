import type { Locale } from "../../bridge";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A time line stands between messages that are further apart than this. */
const PAUSE_MS = 5 * MINUTE_MS;

export function needsTime(before: string | null, at: string): boolean {
  return before === null || Date.parse(at) - Date.parse(before) > PAUSE_MS;
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** Relative up to an hour, then a clock time; the day before it when it is not today. */
export function shortTime(at: string, nowMs: number, locale: Locale): string {
  const then = new Date(at);
  const age = nowMs - then.getTime();
  const zh = locale === "zh-CN";
  if (age < MINUTE_MS) return zh ? "刚刚" : "Just now";
  if (age < HOUR_MS) {
    const minutes = Math.floor(age / MINUTE_MS);
    return zh ? `${minutes} 分钟前` : `${minutes} min ago`;
  }
  const format: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hour12: false };
  const clock = new Intl.DateTimeFormat(locale, format).format(then);
  const days = Math.round((midnight(new Date(nowMs)) - midnight(then)) / (24 * HOUR_MS));
  if (days === 0) return clock;
  if (days === 1) return zh ? `昨天 ${clock}` : `Yesterday ${clock}`;
  if (zh) return `${then.getMonth() + 1} 月 ${then.getDate()} 日 ${clock}`;
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(then);
  return `${day}, ${clock}`;
}

export function fullTime(at: string, locale: Locale): string {
  const format: Intl.DateTimeFormatOptions = { dateStyle: "long", timeStyle: "medium" };
  return new Intl.DateTimeFormat(locale, format).format(new Date(at));
}
