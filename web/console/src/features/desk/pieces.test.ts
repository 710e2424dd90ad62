import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { aMessage } from "@/lib/live/testing";

import { layOut } from "./flow";
import { mentionedIn } from "./notes";
import { pieces } from "./pieces";
import { findPeople, mentionWord } from "./use-mention";

const note = (id: string, after_seq: number) => ({
  id, after_seq, conversation_id: "c1", kind: "note" as const, staff_id: "s", staff_name: "李静",
  text: id, created_at: "", mentions: [],
});

describe("marks in a text", () => {
  it("cut it without losing a letter, whatever the spans", () => {
    const span = fc.tuple(fc.nat(20), fc.nat(20));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 16 }), fc.array(span), (text, raw) => {
        const spans = raw.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
        const cut = pieces(text, spans.toSorted((a, b) => a[0] - b[0]));
        expect(cut.map((piece) => piece.text).join("")).toBe(text);
      }),
    );
  });

  it("count whole characters, as the server does", () => {
    const [before, marked] = pieces("😀暖气", [[1, 3]]);
    expect([before?.text, marked?.text, marked?.marked]).toEqual(["😀", "暖气", true]);
  });
});

describe("notes in a thread", () => {
  it("stand behind the message they were written after, each once", () => {
    const messages = [aMessage(4), aMessage(5), aMessage(8)];
    const notes = [note("old", 1), note("four", 4), note("six", 6), note("last", 8)];
    const said = layOut(messages, notes).map((one) => one.notes.map(({ id }) => id));
    expect(said).toEqual([["old", "four"], ["six"], ["last"]]);
  });
});

describe("naming colleagues", () => {
  const people = [{ id: "w", name: "王芳" }, { id: "z", name: "赵强" }];

  it("finds by name and by pinyin", () => {
    expect(mentionWord("看 @zq", 5)).toEqual({ from: 2, query: "zq" });
    expect(findPeople(people, "zq").map(({ id }) => id)).toEqual(["z"]);
    expect(findPeople(people, "王").map(({ id }) => id)).toEqual(["w"]);
  });

  it("counts only who still stands in the text", () => {
    expect(mentionedIn("@王芳 看一下", people)).toEqual(["w"]);
    expect(mentionedIn("王芳 看一下", people)).toEqual([]);
  });
});
