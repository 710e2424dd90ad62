import type { PrefilledField, TicketType } from "@hearthline/api";
import { expect, it } from "vitest";

import { around, valueFor } from "./prefilled";
import { criterion } from "./queries-new";

const one = (name: string, value: unknown, said = "x"): PrefilledField => ({
  name, label: name, value, shown: String(value), confidence: 1, seq: 1, start: 0, end: said.length, said,
});
const type = {
  fields: [
    { name: "temp_c", kind: "temperature" }, { name: "day", kind: "date" }, { name: "picture", kind: "photo" },
  ],
} as unknown as TicketType;

it("puts only what fits into a control", () => {
  expect(valueFor(one("temp_c", "15"), type)).toBe(15);
  expect(valueFor(one("temp_c", "冷"), type)).toBeUndefined();
  expect(valueFor(one("day", "前天晚上"), type)).toBeUndefined();
  expect(valueFor(one("picture", "x"), type)).toBeUndefined();
  expect(valueFor(one("unknown", "x"), type)).toBeUndefined();
  expect(valueFor(one("contact_phone", 138), type)).toBe("138");
});

it("keeps the words around a span short", () => {
  const said = `${"甲".repeat(20)}乙丙${"丁".repeat(20)}`;
  expect(around({ ...one("a", "乙丙", said), start: 20, end: 22 }, 3)).toEqual(["…甲甲甲", "乙丙", "丁丁丁…"]);
});

it("knows what is meant by what was typed", () => {
  expect(criterion("13800005678", "account")).toEqual({ phone: "13800005678" });
  expect(criterion("1203005678", "account")).toEqual({ account_no: "1203005678" });
  expect(criterion("幸福小区3号", "account")).toEqual({ address: "幸福小区3号" });
  expect(criterion("1203005678", "address")).toEqual({ address: "1203005678" });
  expect(criterion("120", "account")).toBeNull();
});
