/** How figures of the card are written. */
import type { Locale } from "@/lib/locale";

export function yuan(fen: number, locale: Locale): string {
  const amount = (fen / 100).toLocaleString(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return locale === "zh-CN" ? `${amount} 元` : `¥${amount}`;
}

export const degrees = (value: number): string => value.toFixed(1);

/** `2026-11-26` → `11 月 26 日`. */
export function dayOf(iso: string, locale: Locale): string {
  const at = new Date(`${iso.slice(0, 10)}T00:00:00`);
  return locale === "zh-CN"
    ? `${at.getMonth() + 1} 月 ${at.getDate()} 日`
    : `${at.getMonth() + 1}/${at.getDate()}`;
}

const pad = (n: number): string => String(n).padStart(2, "0");

/** A moment ahead or past: the clock today, else day and clock. */
export function momentOf(iso: string, now: number, locale: Locale): string {
  const at = new Date(iso);
  const clock = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  if (at.toDateString() === new Date(now).toDateString()) return clock;
  return locale === "zh-CN"
    ? `${at.getMonth() + 1} 月 ${at.getDate()} 日 ${clock}`
    : `${at.getMonth() + 1}/${at.getDate()} ${clock}`;
}

export function tagName(tag: { name: string; name_en: string }, locale: Locale): string {
  return locale === "en" ? tag.name_en : tag.name;
}
