import { expect, test } from "vitest";

import { fullJitter } from "./backoff";

const LIMITS = { baseMs: 500, capMs: 30_000 };

test("full jitter reaches from nothing to the doubled step", () => {
  expect(fullJitter(3, LIMITS, () => 0)).toBe(0);
  expect(fullJitter(3, LIMITS, () => 0.5)).toBe(2_000);
  expect(fullJitter(3, LIMITS, () => 0.999_999)).toBeLessThan(4_000);
});

test("the step stops at the cap however long the trouble lasts", () => {
  expect(fullJitter(10_000, LIMITS, () => 1)).toBe(30_000);
});
