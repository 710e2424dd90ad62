/** What hand-overs show, in which order, and when a booked time does. Pure. */
import type { CodeGroup, PersonTarget, QueueTarget, StaffId } from "@hearthline/api";

import { find, type Findable } from "@/lib/match";

export interface Target extends Findable {
  key: string;
  group: "people" | "queues" | "flows";
  /** Cannot be chosen, and is shown all the same: away, or full. */
  barred: boolean;
}

const ORDER: Record<string, number> = { available: 0, wrap_up: 1, busy: 2, away: 3, offline: 4 };

export interface Room {
  me: StaffId;
  besides: readonly StaffId[];
  mayExceed: boolean;
  counts: boolean;
}

/** Colleagues who are there first, those with the least to do on top. */
export function peopleOf(people: readonly PersonTarget[], room: Room): (Target & { person: PersonTarget })[] {
  return people
    .filter(({ id }) => id !== room.me && !room.besides.includes(id))
    .toSorted(
      (a, b) =>
        (ORDER[a.state] ?? 9) - (ORDER[b.state] ?? 9) ||
        a.load / Math.max(1, a.capacity) - b.load / Math.max(1, b.capacity) ||
        a.name.localeCompare(b.name, "zh-CN"),
    )
    .map((person) => ({
      key: person.id,
      group: "people" as const,
      title: person.name,
      shortcut: "",
      text: person.skills.join(" "),
      barred:
        person.state === "away" ||
        person.state === "offline" ||
        (room.counts && !room.mayExceed && person.load >= person.capacity),
      person,
    }));
}

export const queuesOf = (queues: readonly QueueTarget[]): (Target & { queue: QueueTarget })[] =>
  queues.map((queue) => ({
    key: queue.id,
    group: "queues" as const,
    title: queue.name,
    shortcut: "",
    text: "",
    barred: false,
    queue,
  }));

/** Those who fit the words, in the order that they came when there are none. */
export const fitting = <T extends Target>(targets: readonly T[], q: string): T[] =>
  q.trim() === "" ? [...targets] : find(targets, q, 50);

export interface CodeChoice extends Findable {
  code: string;
  group: string;
}

export const codesOf = (groups: readonly CodeGroup[]): CodeChoice[] =>
  groups.flatMap((group) =>
    group.codes.map(({ code, label }) => ({
      code,
      group: group.label,
      title: label,
      shortcut: "",
      text: group.label,
    })),
  );

export const fittingCodes = (codes: readonly CodeChoice[], q: string): CodeChoice[] =>
  q.trim() === "" ? [...codes] : find(codes, q, 50);

export type Quick = "soon" | "hour" | "tomorrow";

/** From when until when a quick choice means. */
export function windowOf(quick: Quick, now: Date): { from: Date; until: Date } {
  const hour = 3_600_000;
  if (quick === "soon") return { from: now, until: new Date(now.getTime() + 2 * hour) };
  if (quick === "hour") {
    return { from: new Date(now.getTime() + hour), until: new Date(now.getTime() + 3 * hour) };
  }
  const from = new Date(now);
  from.setDate(from.getDate() + 1);
  from.setHours(9, 0, 0, 0);
  return { from, until: new Date(from.getTime() + 2 * hour) };
}

export const isPhone = (words: string): boolean => /^\+?\d[\d -]{4,18}\d$/.test(words.trim());

export const secondsTo = (iso: string | null, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(iso ?? "") - now) / 1_000) || 0);
