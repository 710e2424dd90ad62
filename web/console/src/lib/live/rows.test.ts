import type { Row } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { catchUp, inOrder, newer, type Pages, place } from "./rows";
import { aRow, ME, stamp } from "./testing";

const pages = (...rows: Row[]): Pages => ({
  pages: [
    {
      items: rows,
      next_cursor: null,
      heads: [{ stream: "s", name: "inbox", epoch: "e", last_seq: 5 }],
    },
  ],
  pageParams: [null],
});
const ids = (list: Pages) => list.pages.flatMap((page) => page.items.map((row) => row.id));
const mine = { view: "mine", me: ME, searched: false } as const;
const queue = { view: "queue", me: ME, searched: false } as const;

describe("a list of conversations", () => {
  it("replaces a row where it stands", () => {
    const list = place(pages(aRow("a"), aRow("b")), aRow("a", { unread: 3 }), mine);
    expect(ids(list)).toEqual(["a", "b"]);
    expect(list.pages[0]?.items[0]?.unread).toBe(3);
  });

  it("does not let an older state overwrite a newer one", () => {
    const held = pages(aRow("a", { updated_at: stamp(9), unread: 2 }));
    expect(place(held, aRow("a", { updated_at: stamp(1) }), mine)).toBe(held);
    const left = aRow("a", { updated_at: stamp(1), status: "closed" });
    expect(ids(place(held, left, mine))).toEqual(["a"]);
  });

  it("lets go of a conversation that another person took", () => {
    const gone = aRow("a", { holder: { id: "other", name: "王磊" }, updated_at: stamp(2) });
    expect(ids(place(pages(aRow("a"), aRow("b")), gone, mine))).toEqual(["b"]);
  });

  it("puts the urgent before the patient in the queue", () => {
    const waiting = { status: "queued", queued_at: stamp(10), holder: null } as const;
    const list = pages(aRow("first", waiting), aRow("second", { ...waiting, queued_at: stamp(20) }));
    const urgent = aRow("urgent", { ...waiting, priority: 0, queued_at: stamp(30) });
    expect(ids(place(list, urgent, queue))).toEqual(["urgent", "first", "second"]);
    const late = aRow("late", { ...waiting, queued_at: stamp(40) });
    expect(ids(place(list, late, queue))).toEqual(["first", "second", "late"]);
  });

  it("puts nothing new into a search", () => {
    const searched = { ...mine, searched: true };
    expect(ids(place(pages(aRow("a")), aRow("b"), searched))).toEqual(["a"]);
  });

  it("adds what was heard while the page was under way, and only that", () => {
    const frame = { type: "row", stream: "s", kind: "conversation.changed" } as const;
    const recent = [
      { ...frame, seq: 4, row: aRow("old"), conversation_id: "old" },
      { ...frame, seq: 6, row: aRow("new"), conversation_id: "new" },
      { ...frame, seq: 7, row: null, conversation_id: "a" },
    ];
    expect(ids(catchUp(pages(aRow("a")), recent, mine))).toEqual(["new"]);
  });

  it("keeps my conversations in the order in which they began, so that Alt and a digit stay", () => {
    const rows = [aRow("b", { opened_at: stamp(5) }), aRow("a", { opened_at: stamp(1) })];
    expect(inOrder("mine", rows).map((row) => row.id)).toEqual(["a", "b"]);
  });

  it("takes of two states of one moment the one heard last", () => {
    const read = aRow("a", { unread: 0 });
    expect(newer(aRow("a", { unread: 4 }), read)).toBe(read);
  });
});
