import dayjs from "dayjs";
import { expect, it } from "vitest";

import { promiseOf, UNTOUCHED } from "./promising";

const now = dayjs("2026-11-26T10:00:00+08:00");
const draftDue = "2026-11-26T04:00:00.000Z";
const drafted = { follow_up: "", summary: { todo: { text: "两小时内联系您", seqs: [3] } } };
const how = { clientId: "c1", draftDue, now };

it("promises what the draft leaves to do, by when its words say", () => {
  expect(promiseOf(drafted, UNTOUCHED, how)).toEqual({
    is_promise: true,
    promise: { client_id: "c1", text: "两小时内联系您", due_at: draftDue, keeper_id: null },
  });
});

it("prefers the agent's words, time and colleague", () => {
  const { promise } = promiseOf(
    { ...drafted, follow_up: " 回电说明退费 " },
    { due: dayjs("2026-11-27T10:00:00+08:00"), keeper: "s2", off: false },
    how,
  );
  expect(promise).toMatchObject({ text: "回电说明退费", due_at: "2026-11-27T02:00:00.000Z", keeper_id: "s2" });
  const mine = promiseOf({ follow_up: "回电" }, UNTOUCHED, how).promise;
  expect(mine?.due_at).toBe(now.add(1, "day").toISOString());
});

it("keeps no promise of nothing, of a past time by itself, or when told so", () => {
  const none = { promise: null, is_promise: false };
  expect(promiseOf({ follow_up: " " }, UNTOUCHED, how)).toEqual(none);
  expect(promiseOf(drafted, { ...UNTOUCHED, off: true }, how)).toEqual(none);
  const late = promiseOf(drafted, UNTOUCHED, { ...how, now: now.add(5, "hour") });
  expect(late.promise?.due_at).toBe(now.add(29, "hour").toISOString());
});
