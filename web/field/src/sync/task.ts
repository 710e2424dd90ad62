/** A task as the worker sees it: what the server told, with what he did since laid over it. */
import type { FieldAction, FieldNeed, FieldTask } from "@hearthline/api/field";

import type { Entry } from "./entry";

export type Step = "take" | "depart" | "arrive" | "begin" | "photo" | "reading" | "signature" | "resolve" | "resume";

const AFTER: Readonly<Partial<Record<FieldAction["action"], string>>> = {
  take: "taken",
  depart: "en_route",
  arrive: "on_site",
  begin: "handling",
  suspend: "suspended",
  resume: "handling",
  give_back: "returned",
  resolve: "resolved",
};
const OVER = new Set([
  "resolved", "callback_pending", "closed", "archived", "returned", "merged", "voided", "withdrawn",
]);
const RECORDS: readonly Exclude<FieldNeed, "arrival">[] = ["photo", "reading", "signature"];

export type Seen = FieldTask & {
  readonly recorded: Readonly<Record<Exclude<FieldNeed, "arrival">, number>>;
  /** How many of its entries are still to be sent, and how many were not taken. */
  readonly waiting: number;
  readonly refused: number;
};

/** The task after a deed, as the server will tell it when it has heard of it. */
export function after(task: FieldTask, deed: FieldAction): FieldTask {
  const status = AFTER[deed.action];
  if (status === undefined) return task;
  return {
    ...task,
    status,
    is_mine: deed.action === "give_back" ? false : task.is_mine || deed.action === "take",
    has_arrived: task.has_arrived || deed.action === "arrive",
  };
}

export function seenTask(told: FieldTask, entries: readonly Entry[]): Seen {
  const own = entries.filter((each) => each.ticketId === told.id);
  const waiting = own.filter((each) => each.refused === null);
  let task = told;
  for (const each of waiting) if (each.kind === "deed") task = after(task, each.deed);
  const recorded = { photo: 0, reading: 0, signature: 0 };
  const known = new Set<string>();
  for (const each of told.evidence) {
    known.add(each.client_id);
    recorded[each.kind] += 1;
  }
  for (const each of waiting) {
    if (each.kind === "record" && !known.has(each.clientId)) recorded[each.record.kind] += 1;
  }
  return { ...task, recorded, waiting: waiting.length, refused: own.length - waiting.length };
}

export const isOver = (task: FieldTask): boolean => OVER.has(task.status);

/** What must be recorded before it may be finished and is not yet. */
export function missing(task: Seen): FieldNeed[] {
  return task.needs.filter((need) =>
    need === "arrival" ? !task.has_arrived : task.recorded[need] === 0,
  );
}

/** The one thing to do next; none when there is nothing left to do. */
export function nextStep(task: Seen): Step | null {
  if (isOver(task)) return null;
  if (!task.is_mine) return "take";
  switch (task.status) {
    case "suspended":
      return "resume";
    case "taken":
      return task.has_visit ? "depart" : "begin";
    case "en_route":
      return "arrive";
    case "on_site":
      return "begin";
    case "handling": {
      const first = RECORDS.find((need) => missing(task).includes(need));
      if (missing(task).includes("arrival")) return "depart";
      return first ?? "resolve";
    }
    default:
      return "take";
  }
}

/** Minutes until the earliest limit; negative when it has passed. */
export function minutesLeft(task: FieldTask, nowMs: number): number | null {
  const due = task.appointment_at ?? task.due_at;
  return due === null ? null : Math.floor((Date.parse(due) - nowMs) / 60_000);
}

/** Danger first, then what is due first, then what is near, then what is older. */
export function inOrder<T extends FieldTask>(
  tasks: readonly T[],
  metres: (task: T) => number | null,
): T[] {
  const rank = (task: T): readonly (string | number)[] => [
    task.priority === "P0" ? 0 : 1,
    Date.parse(task.appointment_at ?? task.due_at ?? "9999-01-01T00:00:00Z"),
    metres(task) ?? Number.MAX_SAFE_INTEGER,
    task.opened_at,
    task.id,
  ];
  return [...tasks].sort((one, other) => {
    const [left, right] = [rank(one), rank(other)];
    for (const [index, value] of left.entries()) {
      const its = right[index] ?? 0;
      if (value !== its) return value < its ? -1 : 1;
    }
    return 0;
  });
}
