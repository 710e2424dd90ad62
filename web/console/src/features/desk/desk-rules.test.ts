import { describe, expect, it } from "vitest";

import { aMessage, stamp } from "@/lib/live/testing";

import { layOut } from "./flow";
import { addressOf, choicesOf, citationsOf, fieldsOf, leadOf } from "./message-data";
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

describe("the words above chips and sources", () => {
  const choices = [{ label: "测温预约" }, { label: "测温" }];
  const text = "您是想：\n① 测温预约 ② 测温";

  it("leave the numbered list to the chips, and only where chips are drawn", () => {
    expect(leadOf(aMessage(1, { kind: "choices", text, data: { choices } }))).toBe("您是想：");
    expect(leadOf(aMessage(1, { kind: "card", text, data: { choices } }))).toBe(text);
    expect(leadOf(aMessage(1, { text }))).toBe(text);
  });

  it("keep a last line that says more than the chips", () => {
    const more = `${text}，或者先看公告`;
    expect(leadOf(aMessage(1, { kind: "choices", text: more, data: { choices } }))).toBe(more);
  });

  it.each(["（来源：2026 室温标准）", "(Source: 2026 室温标准)"])("name a source once: %s", (line) => {
    const data = { citations: [{ title: "2026 室温标准" }], choices };
    const said = aMessage(1, { kind: "choices", text: `不低于 18 ℃。\n${line}`, data });
    expect(leadOf(said)).toBe("不低于 18 ℃。");
    expect(leadOf({ ...said, data: {} })).toBe(said.text);
  });

  it("keep the line that calls an answer a local rule", () => {
    const rule = "不低于 20 ℃。\n（以上是本公司所在地的规定，来源：室温标准）";
    const data = { citations: [{ title: "室温标准" }] };
    expect(leadOf(aMessage(1, { text: rule, data }))).toBe(rule);
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
