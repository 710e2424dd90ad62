import type { ConversationId, Head, Row, RowFrame } from "@hearthline/api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DeskLine } from "./desk-line";
import { aRow, stamp } from "./testing";
import { OpenThreads } from "./threads";

const STREAM = "inbox";

/** A server that numbers changes, and tells of each conversation's newest state in batches. */
class NumberedLog {
  private readonly entries: ConversationId[] = [];
  readonly rows = new Map<ConversationId, Row>();

  get head(): number {
    return this.entries.length;
  }

  change(id: ConversationId): void {
    this.entries.push(id);
    this.rows.set(id, aRow(id, { last_seq: this.head, updated_at: stamp(this.head) }));
  }

  /** As the server sends them: newest entry of each conversation, in order of first mention. */
  after(seq: number): RowFrame[] {
    const newest = new Map<ConversationId, number>();
    for (const [index, id] of this.entries.entries()) if (index + 1 > seq) newest.set(id, index + 1);
    return [...newest].map(([id, at]) => ({
      type: "row",
      stream: STREAM,
      seq: at,
      kind: "conversation.changed",
      row: this.rows.get(id) ?? null,
      conversation_id: id,
    }));
  }
}

function listener() {
  const shown = new Map<ConversationId, Row>();
  const heard: number[] = [];
  const resets: string[] = [];
  const threads = new OpenThreads(() => Promise.reject(new Error("not asked for")));
  const line = new DeskLine(threads, {
    onRow: (id, row, frame) => {
      heard.push(frame.seq);
      if (row) shown.set(id, row);
      else shown.delete(id);
    },
    onReset: (stream) => resets.push(stream),
    onQueues: () => undefined,
    onPresence: () => undefined,
  });
  return { line, shown, heard, resets };
}

const startAt = (seq: number): Head[] => [{ stream: STREAM, name: "inbox", epoch: "e", last_seq: seq }];

function placeOf(line: DeskLine): number {
  const hello = line.hello();
  return hello.type === "hello" ? (hello.cursors[STREAM]?.seq ?? -1) : -1;
}

describe("what the desk hears", () => {
  it("ends with what the server has over any cuts and replays, nothing twice (R170)", () => {
    const deed = fc.oneof(
      { weight: 5, arbitrary: fc.record({ do: fc.constant("change"), id: fc.nat(4) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant("tell"), id: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("cut"), id: fc.nat(3) }) },
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        const log = new NumberedLog();
        const { line, shown, heard } = listener();
        line.loaded(startAt(0));
        for (const { do: what, id } of deeds) {
          if (what === "change") log.change(`c${id}`);
          // A cut socket tells a part of its batch and never says "caught up".
          else if (what === "cut") log.after(placeOf(line)).slice(0, id).forEach((f) => line.hear(f));
          else {
            log.after(placeOf(line)).forEach((frame) => line.hear(frame));
            line.hear({ type: "caught_up", stream: STREAM, seq: log.head });
          }
        }
        log.after(placeOf(line)).forEach((frame) => line.hear(frame));
        line.hear({ type: "caught_up", stream: STREAM, seq: log.head });
        expect([...shown].toSorted()).toEqual([...log.rows].toSorted());
        expect(new Set(heard).size).toBe(heard.length);
        expect(placeOf(line)).toBe(log.head);
      }),
    );
  });

  it("begins at the head and loads the list again when the server has forgotten", () => {
    const { line, resets } = listener();
    line.loaded(startAt(7));
    line.hear({ type: "reset", stream: STREAM, epoch: "new", seq: 40 });
    expect(resets).toEqual([STREAM]);
    expect(line.hello()).toMatchObject({ cursors: { [STREAM]: { epoch: "new", seq: 40 } } });
  });

  it("loads lists again when it hears of a stream that it does not know", () => {
    const { line, resets, shown } = listener();
    line.hear({
      type: "row",
      stream: "new queue",
      seq: 3,
      kind: "conversation.changed",
      row: aRow("c9"),
      conversation_id: "c9",
    });
    expect(resets).toEqual(["new queue"]);
    expect(shown.has("c9")).toBe(true);
  });

  it("takes away a conversation that is no longer ours to see", () => {
    const { line, shown } = listener();
    line.loaded(startAt(0));
    const frame = { type: "row", stream: STREAM, kind: "conversation.changed" } as const;
    line.hear({ ...frame, seq: 1, row: aRow("c1"), conversation_id: "c1" });
    line.hear({ ...frame, seq: 2, row: null, conversation_id: "c1" });
    expect(shown.size).toBe(0);
  });
});
