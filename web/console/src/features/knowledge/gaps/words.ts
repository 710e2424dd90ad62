/** How the board's counts and times are said. */
import type { Gap } from "@hearthline/api";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";

/** The keys of counts, the greatest first. */
export const greatestFirst = (counts: Record<string, number>): [string, number][] =>
  Object.entries(counts).toSorted(([, a], [, b]) => b - a);

/** Nobody was answered badly yet: a colleague offered the answer by himself. */
export const isOffered = ({ reasons }: Pick<Gap, "reasons">): boolean => Object.keys(reasons).length === 0;

export function useTrendWord(): (gap: Gap) => string {
  const text = useCopy(copy);
  return ({ last_7_days: now, before_7_days: before }) => {
    if (now > 0 && before === 0) return text.fresh;
    if (now === before) return text.steady;
    return now > before ? text.more(now - before) : text.fewer(before - now);
  };
}

/** From this likelihood on the nearest item is called the same matter. */
const LIKELY = 0.3;

/** Below this an item is named only by chance. */
const NEAR_ENOUGH = 0.05;

export const isNear = ({ score }: { score: number }): boolean => score >= NEAR_ENOUGH;

export type AdviceWord = "similar" | "weak" | "draft";

export const adviceOf = ({ advice, near }: Pick<Gap, "advice" | "near">): AdviceWord | null =>
  advice === "similar" && (near?.score ?? 0) < LIKELY ? "weak" : advice;

export interface Day {
  day: string;
  asked: number;
}

const DAY_MS = 86_400_000;

/** The last `n` days up to the last one, also those on which nobody asked. */
export function daysUpTo(last: string, days: readonly Day[], n: number): Day[] {
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: n }, (_, index) => {
    const day = new Date(end - (n - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return { day, asked: days.find((one) => one.day === day)?.asked ?? 0 };
  });
}
