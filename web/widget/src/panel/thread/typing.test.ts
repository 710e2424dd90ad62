import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { OwnTyping } from "./typing";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("only that one types is told, unless the channel shows the words", () => {
  const told: [boolean, string | undefined][] = [];
  const typing = new OwnTyping((on, preview) => told.push([on, preview]));
  typing.typed();
  typing.typed();
  typing.stopped();
  expect(told).toEqual([
    [true, undefined],
    [false, undefined],
  ]);
});

test("words are shown now and then, cut to 500, and not after they were sent", () => {
  const told: [boolean, string | undefined][] = [];
  const typing = new OwnTyping((on, preview) => told.push([on, preview]));
  typing.typed("暖");
  typing.typed("暖气");
  vi.advanceTimersByTime(1_500);
  typing.typed("热".repeat(600));
  typing.stopped();
  expect(told.map(([, preview]) => preview?.length)).toEqual([1, 500, undefined]);
});
