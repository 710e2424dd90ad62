import { expect, test } from "vitest";

import { Composition, type EnterKey } from "./ime";

function enter(change: Partial<EnterKey> = {}): EnterKey {
  const plain = { key: "Enter", keyCode: 13, isComposing: false, shiftKey: false, timeStamp: 5_000 };
  return { ...plain, ...change };
}

test("Enter sends, Shift+Enter does not", () => {
  expect(new Composition().sends(enter())).toBe(true);
  expect(new Composition().sends(enter({ shiftKey: true }))).toBe(false);
});

test("Enter that takes a word from the input method never sends", () => {
  expect(new Composition().sends(enter({ isComposing: true }))).toBe(false);
  expect(new Composition().sends(enter({ keyCode: 229 }))).toBe(false);
});

test("between compositionstart and compositionend nothing sends, whatever the event says", () => {
  const composition = new Composition();
  composition.started();
  expect(composition.sends(enter())).toBe(false);
});

test("Safari: the Enter that follows its own compositionend does not send", () => {
  const composition = new Composition();
  composition.started();
  composition.ended(5_000);

  expect(composition.sends(enter({ timeStamp: 5_004 }))).toBe(false);
  expect(composition.sends(enter({ timeStamp: 5_400 }))).toBe(true);
});
