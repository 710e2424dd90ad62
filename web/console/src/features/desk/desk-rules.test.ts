import { describe, expect, it } from "vitest";

import { aMessage, stamp } from "@/lib/live/testing";

import { layOut } from "./flow";
import { addressOf, choicesOf, citationsOf, fieldsOf } from "./message-data";
import { fillIn, slashWord } from "./variables";

describe("canned answers in the box", () => {
  it("fills in what it knows and leaves the rest to the person", () => {
    expect(fillIn("{customer}您好，{date}见", { customer: "张*" })).toBe("张*您好，{date}见");
  });

  it("looks for one after a slash at the beginning or after a space only", () => {
    expect(slashWord("/cw", 3)).toEqual({ from: 0, query: "cw" });
    expect(slashWord("您好 /测", 5)).toEqual({ from: 3, query: "测" });
    expect(slashWord("2026/11", 7)).toBeNull();
    expect(slashWord("/cw 好", 5)).toBeNull();
  });
});

describe("a message's data", () => {
  it("is read with care, whatever a stranger put there", () => {
    const odd = aMessage(1, {
      data: { choices: [null, { label: 3 }, "x"], fields: "no", citations: {}, url: "javascript:1" },
    });
    expect(choicesOf(odd)).toEqual(["3"]);
    expect(fieldsOf(odd)).toEqual([]);
    expect(citationsOf(odd)).toEqual([]);
    expect(addressOf(odd)).toBeNull();
    expect(addressOf(aMessage(1, { data: { url: "//evil.example/x" } }))).toBeNull();
    expect(addressOf(aMessage(1, { data: { url: "/api/v1/uploads/1" } }))).toBe("/api/v1/uploads/1");
  });
});

describe("the layout of a thread", () => {
  it("names a speaker once for words said together, and again after a pause or a notice", () => {
    const notice = aMessage(3, { kind: "notice", sender: { kind: "system", name: "", ai: false } });
    const said = layOut([
      aMessage(1),
      aMessage(2),
      notice,
      aMessage(4),
      aMessage(5, { created_at: stamp(1_000) }),
    ]);
    expect(said.map((one) => one.newSpeaker)).toEqual([true, false, true, true, true]);
    expect(said.map((one) => one.newDay)).toEqual([true, false, false, false, false]);
  });
});
