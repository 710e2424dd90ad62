import fc from "fast-check";
import { expect, test } from "vitest";

import { fullJitter } from "./backoff";
import { geoAddress, isFar, metresBetween, wayTo } from "./geo";
import { exifBlock, fitted } from "./picture";
import { troubleOf } from "./problem";
import { clockTime } from "./time";

const HARBIN = { latitude: 45.8038, longitude: 126.535 };

test("a distance is right to some metres, and a blurred place is given the benefit of doubt", () => {
  const street = { latitude: 45.8038, longitude: 126.5479 };
  expect(metresBetween(HARBIN, street)).toBeCloseTo(1_000, -1);
  expect(isFar(HARBIN, { ...street, accuracy_m: 20 })).toBe(true);
  expect(isFar(HARBIN, { ...street, accuracy_m: 800 })).toBe(false);
});

test("the way leads to the point when it is known, and to the address otherwise", () => {
  expect(wayTo("阳光花园 3 号楼", null)).toContain("/search?keyword=%E9%98%B3");
  expect(wayTo("3#", HARBIN)).toContain("to=126.535000,45.803800,3%23&");
  expect(geoAddress("a&b", null)).toBe("geo:0,0?q=a%26b");
});

test("the camera's note is cut out of a JPEG's head, and broken heads tell nothing", () => {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49];
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1, 0, exif.length + 2, ...exif];
  expect([...(exifBlock(new Uint8Array([...head, 0xff, 0xda, 0, 2])) ?? [])]).toEqual(exif);
  expect(exifBlock(new Uint8Array(head.slice(0, -1)))).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      exifBlock(new Uint8Array([0xff, 0xd8, ...bytes]));
    }),
    { numRuns: 300, seed: 5 },
  );
});

test("a photo keeps its shape and never grows", () => {
  expect(fitted(4_000, 3_000)).toEqual({ width: 1_600, height: 1_200 });
  expect(fitted(800, 600)).toEqual({ width: 800, height: 600 });
});

test("refusals are told apart by what the person or the queue can do", () => {
  expect(troubleOf(401, {}, null).kind).toBe("signed_out");
  expect(troubleOf(503, null, null).kind).toBe("passing");
  expect(troubleOf(429, {}, "3").waitMs).toBe(3_000);
  const refused = troubleOf(409, { code: "field.task_not_yours", detail: "已转给二班" }, null);
  expect([refused.kind, refused.code, refused.told]).toEqual([
    "refused",
    "field.task_not_yours",
    "已转给二班",
  ]);
});

test("another day's time carries its date", () => {
  const now = new Date(2026, 10, 26, 12).getTime();
  expect(clockTime(new Date(2026, 10, 26, 9, 5).toISOString(), now, "zh-CN")).toBe("09:05");
  expect(clockTime(new Date(2026, 10, 27, 9, 5).toISOString(), now, "zh-CN")).toBe("11-27 09:05");
});

test("waits are spread and bounded", () => {
  expect(fullJitter(50, { baseMs: 1_000, capMs: 8_000 }, () => 0.5)).toBe(4_000);
  expect(fullJitter(1, { baseMs: 1_000, capMs: 8_000 }, () => 0.5)).toBe(1_000);
});
