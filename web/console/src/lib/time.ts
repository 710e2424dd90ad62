/** Times as people say them: relative up to an hour, then the clock, then the date. */
import { useSyncExternalStore } from "react";

import type { Locale } from "./locale";

const listeners = new Set<() => void>();
let second = Math.floor(Date.now() / 1000);
let beat: ReturnType<typeof setInterval> | null = null;

function onSecond(listener: () => void): () => void {
  listeners.add(listener);
  beat ??= setInterval(() => {
    second = Math.floor(Date.now() / 1000);
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || beat === null) return;
    clearInterval(beat);
    beat = null;
  };
}

/** Now in milliseconds, by steps of `stepS`: one heart beats for the whole page. */
export function useNow(stepS = 1): number {
  return useSyncExternalStore(onSecond, () => Math.floor(second / stepS) * stepS) * 1_000;
}

const pad = (n: number): string => String(n).padStart(2, "0");

export function clockTime(at: Date): string {
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

export function fullTime(iso: string): string {
  const at = new Date(iso);
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${day} ${clockTime(at)}:${pad(at.getSeconds())}`;
}

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

export function shortTime(iso: string, now: number, locale: Locale): string {
  const at = new Date(iso);
  const minutes = Math.floor((now - at.getTime()) / 60_000);
  const zh = locale === "zh-CN";
  if (minutes < 1) return zh ? "刚刚" : "now";
  if (minutes < 60) return zh ? `${minutes} 分钟前` : `${minutes} min`;
  if (sameDay(at, new Date(now))) return clockTime(at);
  const yesterday = new Date(now - 86_400_000);
  if (sameDay(at, yesterday)) return zh ? `昨天 ${clockTime(at)}` : `Yesterday ${clockTime(at)}`;
  return zh ? `${at.getMonth() + 1} 月 ${at.getDate()} 日` : `${at.getMonth() + 1}/${at.getDate()}`;
}

export function dayName(iso: string, now: number, locale: Locale): string {
  const at = new Date(iso);
  const zh = locale === "zh-CN";
  if (sameDay(at, new Date(now))) return zh ? "今天" : "Today";
  if (sameDay(at, new Date(now - 86_400_000))) return zh ? "昨天" : "Yesterday";
  if (sameDay(at, new Date(now + 86_400_000))) return zh ? "明天" : "Tomorrow";
  if (!zh) return at.toLocaleDateString(locale, { year: "numeric", month: "long", day: "numeric" });
  const day = `${at.getMonth() + 1} 月 ${at.getDate()} 日`;
  return at.getFullYear() === new Date(now).getFullYear() ? day : `${at.getFullYear()} 年 ${day}`;
}

/** A length of time in its two largest units. */
export function duration(seconds: number, locale: Locale): string {
  const s = Math.max(0, Math.floor(seconds));
  const zh = locale === "zh-CN";
  const unit = zh ? [" 秒", " 分", " 小时", " 天"] : [" s", " min", " h", " d"];
  if (s < 60) return `${s}${unit[0]}`;
  if (s < 3_600) return `${Math.floor(s / 60)}${unit[1]}`;
  if (s < 86_400) {
    const minutes = Math.floor((s % 3_600) / 60);
    return `${Math.floor(s / 3_600)}${unit[2]}${minutes > 0 ? ` ${minutes}${unit[1]}` : ""}`;
  }
  return `${Math.floor(s / 86_400)}${unit[3]}`;
}
