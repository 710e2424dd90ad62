import { expect, test } from "vitest";

import { faultOf, retryAfterMs } from "./fault";

test("Retry-After counts in seconds or names a moment", () => {
  expect(retryAfterMs("3", 0)).toBe(3_000);
  expect(retryAfterMs("Sat, 21 Nov 2026 08:00:10 GMT", Date.UTC(2026, 10, 21, 8))).toBe(10_000);
});

test("a missing or senseless Retry-After waits a little, never for ever", () => {
  expect(retryAfterMs(null, 0)).toBe(2_000);
  expect(retryAfterMs("soon", 0)).toBe(2_000);
  expect(retryAfterMs("999999", 0)).toBe(300_000);
});

test("each status of the contract has a case of its own", () => {
  const kinds = [401, 404, 409, 413, 415, 422, 429, 503].map((each) => faultOf(each, "1").kind);
  expect(kinds).toEqual(
    "unauthorised missing closed too_large wrong_type invalid too_many server".split(" "),
  );
});
