import { expect, test } from "vitest";

import type { FieldAction } from "@hearthline/api/field";

import { deed, photo, task } from "../fakes/making";
import type { Entry, Fresh } from "./entry";
import { inOrder, isOver, minutesLeft, missing, nextStep, seenTask, type Step } from "./task";

const queued = (...entries: Fresh[]): Entry[] =>
  entries.map((each, index): Entry => Object.assign({}, each, { seq: index + 1 }));

test("the road of a task has one next step at a time, offline as well", () => {
  const told = task({ is_mine: false });
  const deeds: FieldAction[] = [
    { action: "take" },
    { action: "depart" },
    { action: "arrive", place: null, reason: "" },
    { action: "begin" },
  ];
  const steps: (Step | null)[] = [];
  for (let done = 0; done <= deeds.length; done += 1) {
    const entries = queued(...deeds.slice(0, done).map((each, at) => deed(`${at}`, each)));
    steps.push(nextStep(seenTask(told, entries)));
  }
  expect(steps).toEqual(["take", "depart", "arrive", "begin", "photo"]);
});

test("what the pack asks for comes before the finish, and nothing else does", () => {
  const told = task({ status: "handling", has_arrived: true, needs: ["arrival", "photo"] });
  expect(nextStep(seenTask(told, []))).toBe("photo");
  expect(nextStep(seenTask(told, queued(photo("p"))))).toBe("resolve");
  expect(missing(seenTask(task({ status: "handling" }), []))).toHaveLength(4);
});

test("an arrival that was forgotten is made up for before the finish", () => {
  expect(nextStep(seenTask(task({ status: "handling", needs: ["arrival"] }), []))).toBe("depart");
});

test("where nobody goes, the work begins at once", () => {
  expect(nextStep(seenTask(task({ status: "taken", has_visit: false }), []))).toBe("begin");
});

test("what was refused changes nothing and is counted", () => {
  const [one] = queued(deed("take", "take"));
  if (one === undefined) throw new Error("no entry");
  const seen = seenTask(task({ is_mine: false }), [{ ...one, refused: { code: "x", why: "" } }]);
  expect([seen.status, seen.waiting, seen.refused]).toEqual(["dispatched", 0, 1]);
});

test("a photo that the server has told of already is not counted twice", () => {
  const told = task({
    evidence: [
      {
        id: "e",
        client_id: "p",
        kind: "photo",
        happened_at: "",
        received_at: "",
        by: "",
        place: null,
        facts: {},
        url: null,
      },
    ],
  });
  expect(seenTask(told, queued(photo("p"))).recorded.photo).toBe(1);
});

test("danger comes first, then what is due, then what is near", () => {
  const far = { latitude: 1, longitude: 1 };
  const list = [
    task({ id: "late", due_at: "2026-11-26T09:00:00Z" }),
    task({ id: "far", due_at: "2026-11-26T03:00:00Z", place: far }),
    task({ id: "near", due_at: "2026-11-26T03:00:00Z" }),
    task({ id: "danger", priority: "P0", due_at: "2026-11-27T03:00:00Z" }),
  ];
  const metres = (each: { place: unknown }): number => (each.place === null ? 10 : 9_000);
  expect(inOrder(list, metres).map((each) => each.id)).toEqual(["danger", "near", "far", "late"]);
});

test("an appointment replaces the limit, and minutes that have passed are negative", () => {
  const now = Date.parse("2026-11-26T03:10:00Z");
  expect(minutesLeft(task(), now)).toBe(-10);
  expect(minutesLeft(task({ appointment_at: "2026-11-26T04:10:00Z" }), now)).toBe(60);
  expect(minutesLeft(task({ due_at: null }), now)).toBeNull();
});

test("a finished or returned task has no next step", () => {
  for (const status of ["resolved", "returned", "closed", "withdrawn"]) {
    expect(isOver(task({ status }))).toBe(true);
    expect(nextStep(seenTask(task({ status }), []))).toBeNull();
  }
});
