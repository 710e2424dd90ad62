/** Which days, channel and source are looked at, kept in the address. */
import type { FigureQuery } from "@hearthline/api";

import { dayText, picked } from "@/lib/day";
import { usePlace } from "@/lib/place";

import type { Asked } from "./queries";

export const SPANS = ["7", "30", "90"] as const;
export const SOURCES: NonNullable<FigureQuery["source"]>[] = ["bot", "desk", "help", "phone"];
export const CHANNELS = ["web", "wechat", "app", "phone", "email"] as const;
const USUAL = "30";

/** So many days up to a day, both included. */
export function daysBefore(today: string, days: number): string {
  return dayText(picked(today)?.subtract(days - 1, "day") ?? null) ?? today;
}

export function usePeriod(today: string) {
  const place = usePlace();
  const since = place.at("since");
  const until = place.at("until");
  const span = since === null ? (SPANS.find((one) => one === place.at("days")) ?? USUAL) : null;
  const channel = CHANNELS.find((one) => one === place.at("channel")) ?? null;
  const source = SOURCES.find((one) => one === place.at("source")) ?? null;
  const asked: Asked = {
    since: since ?? daysBefore(today, Number(span ?? USUAL)),
    until: until ?? today,
    ...(channel === null ? {} : { channel }),
    ...(source === null ? {} : { source }),
  };
  return { place, span, channel, source, asked };
}
