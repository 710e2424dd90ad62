import { expect, test } from "vitest";

import { needsTime, shortTime } from "./times";

const NOW = new Date(2026, 10, 21, 10, 30).getTime();
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

test.each([
  [0.5, "刚刚"],
  [12, "12 分钟前"],
  [59.9, "59 分钟前"],
  [61, "09:29"],
  [24 * 60, "昨天 10:30"],
  [48 * 60, "11 月 19 日 10:30"],
])("%s minutes ago reads %s", (minutes, words) => {
  expect(shortTime(ago(minutes), NOW, "zh-CN")).toBe(words);
});

test("English says the same in its own words", () => {
  expect(shortTime(ago(12), NOW, "en")).toBe("12 min ago");
  expect(shortTime(ago(24 * 60), NOW, "en")).toBe("Yesterday 10:30");
});

test("a time line stands at the beginning and after a pause", () => {
  expect(needsTime(null, ago(0))).toBe(true);
  expect(needsTime(ago(3), ago(0))).toBe(false);
  expect(needsTime(ago(6), ago(0))).toBe(true);
});
