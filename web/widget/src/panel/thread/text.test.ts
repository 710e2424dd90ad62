import fc from "fast-check";
import { expect, test } from "vitest";

import { LONGEST_TEXT, codePoints, lengthOf, pieces, safeHref, sendable } from "./text";

test("characters are code points: an emoji is one, not two", () => {
  expect(codePoints("暖气🔥")).toBe(3);
  expect(codePoints("𠮷野家")).toBe(3);
});

test("4,000 code points are in, 4,001 are over", () => {
  expect(lengthOf("🔥".repeat(LONGEST_TEXT)).isOver).toBe(false);
  expect(lengthOf("🔥".repeat(LONGEST_TEXT + 1))).toMatchObject({ isOver: true, count: 4_001 });
  expect(lengthOf("字".repeat(LONGEST_TEXT) + "  \n").isOver).toBe(false);
});

test("the counter shows only near the limit", () => {
  expect(lengthOf("字".repeat(3_599)).isNear).toBe(false);
  expect(lengthOf("字".repeat(3_600)).isNear).toBe(true);
});

test("NUL and lone surrogates are taken out before sending, whole emoji stay", () => {
  expect(sendable(" 不\0热\ud83d 🔥 ")).toBe("不热 🔥");
  expect(sendable("\udfff")).toBe("");
});

test.each([
  ["javascript:alert(1)", null],
  ["data:text/html,x", null],
  ["vbscript:x", null],
  ["https://user:pass@evil.example/", null],
  ["https://example.com/a?b=1", "https://example.com/a?b=1"],
  ["tel:4008201234", "tel:4008201234"],
])("as an address %s gives %s", (candidate, href) => {
  expect(safeHref(candidate)).toBe(href);
});

test("addresses end where the sentence goes on", () => {
  expect(pieces("见 https://a.example/x，谢谢").map((each) => each.text)).toEqual(
    ["见 ", "https://a.example/x", "，谢谢"],
  );
  expect(pieces("(https://a.example/x).")[1]?.text).toBe("https://a.example/x");
});

test("a hotline can be pressed, the middle of a longer number can't", () => {
  expect(pieces("请拨 400-820-1234")[1]?.href).toBe("tel:4008201234");
  expect(pieces("户号 8812345 欠费 95598.00").every((each) => each.href === null)).toBe(true);
});

test("javascript in a message stays text", () => {
  const found = pieces("javascript:alert(1) <img src=x onerror=alert(1)>");
  expect(found.every((each) => each.href === null)).toBe(true);
});

test("no text is lost or changed by looking for links, and every link is of a safe kind", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom("https://a.b/", "tel:12345", "400-820-1234 "));
  fc.assert(
    fc.property(fc.array(text), (parts) => {
      const whole = parts.join("");
      const found = pieces(whole);
      expect(found.map((each) => each.text).join("")).toBe(whole);
      for (const { href } of found) expect(href ?? "tel:").toMatch(/^(https?|tel):/);
    }),
  );
});
