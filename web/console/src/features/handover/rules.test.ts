import type { PersonTarget } from "@hearthline/api";
import { expect, test } from "vitest";

import { codesOf, fitting, fittingCodes, isPhone, peopleOf, windowOf } from "./rules";

const person = (name: string, more: Partial<PersonTarget> = {}): PersonTarget => ({
  id: name,
  name,
  state: "available",
  reason: null,
  connected: true,
  load: 0,
  capacity: 6,
  skills: [],
  ...more,
});
const ROOM = { me: "李静", besides: [], mayExceed: false, counts: true };

test("who is there and has least to do comes first; I am not in the list", () => {
  const people = [
    person("周宁", { state: "offline" }),
    person("赵强", { load: 4 }),
    person("李静"),
    person("孙悦", { load: 1 }),
    person("钱多", { state: "busy" }),
  ];
  const shown = peopleOf(people, ROOM);
  expect(shown.map(({ title }) => title)).toEqual(["孙悦", "赵强", "钱多", "周宁"]);
  expect(shown.map(({ barred }) => barred)).toEqual([false, false, false, true]);
});

test("a full colleague is barred, unless transfers may exceed or it is only an invitation", () => {
  const full = [person("赵强", { load: 6 })];
  expect(peopleOf(full, ROOM)[0]?.barred).toBe(true);
  expect(peopleOf(full, { ...ROOM, mayExceed: true })[0]?.barred).toBe(false);
  expect(peopleOf(full, { ...ROOM, counts: false })[0]?.barred).toBe(false);
});

test("colleagues are found by pinyin initials and by skill", () => {
  const people = peopleOf([person("赵强", { skills: ["投诉"] }), person("孙悦")], ROOM);
  expect(fitting(people, "zq").map(({ title }) => title)).toEqual(["赵强"]);
  expect(fitting(people, "投诉").map(({ title }) => title)).toEqual(["赵强"]);
  expect(fitting(people, "").length).toBe(2);
});

test("codes are found by pinyin of the second level and by the name of the first", () => {
  const codes = codesOf([
    { code: "h.1", label: "报修", codes: [{ code: "h.1.1", label: "整户不热" }] },
    { code: "h.3", label: "费用账单", codes: [{ code: "h.3.1", label: "热费查询" }] },
  ]);
  expect(fittingCodes(codes, "zhbr").map(({ code }) => code)).toEqual(["h.1.1"]);
  expect(fittingCodes(codes, "账单").map(({ code }) => code)).toEqual(["h.3.1"]);
});

test("tomorrow morning is nine o'clock, also at the end of a month", () => {
  const { from, until } = windowOf("tomorrow", new Date(2026, 10, 30, 17, 20));
  expect([from.getMonth(), from.getDate(), from.getHours()]).toEqual([11, 1, 9]);
  expect(until.getTime() - from.getTime()).toBe(7_200_000);
});

test("a number has six digits at least", () => {
  expect(["13800005678", "+86 431-8888", "0431 96069"].every(isPhone)).toBe(true);
  expect(["12345", "不知道", "138-"].some(isPhone)).toBe(false);
});
