import { describe, expect, it } from "vitest";

import { aContent, aCopy } from "../../testing";
import { begun, type CopyEvent, copyReducer, type CopyState } from "./copy-state";

const CONTENT = aContent({ title: "停暖", answer: "可以报停" });
const type = (field: "title" | "answer", value: string, at = 0): CopyEvent => ({ type: "typed", field, value, at });
const after = (...events: CopyEvent[]): CopyState =>
  events.reduce(copyReducer, begun(CONTENT, aCopy({ counter: 3, content: CONTENT })));

describe("writing", () => {
  it("is to be saved, until it is what is saved", () => {
    expect(after(type("title", "停热")).phase).toBe("dirty");
    expect(after(type("title", "停热"), type("title", "停暖")).phase).toBe("idle");
  });

  it("takes the letters typed in one go back as one step", () => {
    const state = after(type("title", "停", 0), type("title", "停热", 400), type("answer", "可", 900));
    expect(state.past).toHaveLength(2);
    const back = copyReducer(copyReducer(state, { type: "undone" }), { type: "undone" });
    expect(back.now).toEqual(CONTENT);
    expect(copyReducer(back, { type: "redone" }).now.title).toBe("停热");
  });

  it("forgets the way forward once something else is written", () => {
    const state = after(type("title", "停热"), { type: "undone" }, type("answer", "不行"));
    expect(state.future).toEqual([]);
  });
});

describe("saving", () => {
  const sent = { ...CONTENT, title: "停热 " };

  it("knows what is saved, and keeps what was typed meanwhile to be saved", () => {
    const copy = aCopy({ counter: 4, content: { ...CONTENT, title: "停热" } });
    const during = after(type("title", "停热 "), { type: "sending" }, type("answer", "能"));
    expect(during.phase).toBe("saving");
    const state = copyReducer(during, { type: "saved", copy, sent });
    expect(state).toMatchObject({ phase: "dirty", counter: 4 });
    expect(state.now).toMatchObject({ title: "停热 ", answer: "能" });
  });

  it("does not save again only because the server trimmed a blank", () => {
    const copy = aCopy({ counter: 4, content: { ...CONTENT, title: "停热" } });
    const state = after(type("title", "停热 "), { type: "sending" }, { type: "saved", copy, sent });
    expect(state.phase).toBe("idle");
  });

  it("tries again what failed", () => {
    const state = after(type("title", "停热"), { type: "sending" }, { type: "failed", trouble: "cut" });
    expect(state.phase).toBe("failed");
    expect(copyReducer(state, { type: "again" }).phase).toBe("dirty");
  });
});

describe("somebody else's changes", () => {
  it("come together with mine where we changed different things", () => {
    const theirs = aCopy({ counter: 9, content: { ...CONTENT, answer: "不可以" } });
    const state = after(type("title", "停热"), { type: "joined", copy: theirs });
    expect(state).toMatchObject({ phase: "dirty", counter: 9, clash: null });
    expect(state.now).toMatchObject({ title: "停热", answer: "不可以" });
    expect(state.joined).toBe(theirs);
  });

  it("wait for a choice where we changed the same, and nothing is saved before", () => {
    const theirs = aCopy({ counter: 9, content: { ...CONTENT, title: "供热报停" } });
    const clash = after(type("title", "停热"), { type: "joined", copy: theirs });
    expect(clash.clash?.fields).toEqual(["title"]);
    expect(copyReducer(clash, type("answer", "能")).phase).toBe("clash");

    const mine = copyReducer(clash, { type: "settled", whose: "mine" });
    expect(mine).toMatchObject({ phase: "dirty", counter: 9 });
    expect(mine.now.title).toBe("停热");

    const taken = copyReducer(clash, { type: "settled", whose: "theirs" });
    expect(taken.phase).toBe("idle");
    expect(copyReducer(taken, { type: "undone" }).now.title).toBe("停热");
  });
});
