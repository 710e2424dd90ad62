import { expect, test } from "vitest";

import { message, mine } from "../../fakes/messages";
import { choiceState, choicesOf, leadOf } from "./choices";

const CHOICES = [
  { label: "报修不热", value: "repair" },
  { label: "申请测温", value: "measure" },
];
const offer = message(4, { kind: "choices", data: { choices: CHOICES } });

test("an offer stands open until it is answered", () => {
  expect(choiceState(offer, [offer])).toEqual({ picked: null, isOpen: true });
});

test.each([
  ["by value", { text: "申请测温", data: { choice: "measure" } }],
  ["by label", { text: "申请测温" }],
  ["by number", { text: "2" }],
])("an answer %s marks its chip and shuts the offer", (_, answer) => {
  const state = choiceState(offer, [offer, mine(5, answer)]);
  expect(state).toEqual({ picked: "measure", isOpen: false });
});

test("a question in between leaves the offer open", () => {
  expect(choiceState(offer, [offer, mine(5, { text: "多少度算合格" })]).isOpen).toBe(true);
});

test("a later offer overtakes it", () => {
  const later = message(8, { kind: "choices", data: { choices: CHOICES } });
  expect(choiceState(offer, [offer, later]).isOpen).toBe(false);
  expect(choiceState(later, [offer, later]).isOpen).toBe(true);
});

test("the numbered list at the end is left to the chips, other last lines stay", () => {
  const text = "您是想：\n① 报修不热 ② 申请测温";
  expect(leadOf({ ...offer, text })).toBe("您是想：");
  expect(leadOf({ ...offer, text: "您是想：\n① 报修不热，或者先看公告" })).toContain("公告");
  expect(leadOf(message(1, { text: "第一行\n第二行" }))).toBe("第一行\n第二行");
});

test("a card may offer choices too", () => {
  const card = message(6, { kind: "card", data: { card: "outage", choices: CHOICES } });
  expect(choiceState(offer, [offer, card]).isOpen).toBe(false);
  expect(choiceState(card, [offer, card]).isOpen).toBe(true);
});

test("data of another shape shows no chips", () => {
  expect(choicesOf(message(1, { data: { choices: "no" } }))).toEqual([]);
  expect(choicesOf(message(1, { data: { choices: [null, 3, { value: "x" }] } }))).toEqual([]);
});

test("a source that stands below the words is not said twice", () => {
  const data = { citations: [{ title: "室温标准", version: 1 }] };
  const said = message(4, { text: "不低于 18 ℃。\n（来源：室温标准）", data });
  expect(leadOf(said)).toBe("不低于 18 ℃。");
  const rule = message(4, { text: "不低于 20 ℃。\n（本地规定，来源：室温标准）", data });
  expect(leadOf(rule)).toBe(rule.text);
});
