import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";

import { keys } from "@/lib/keys";

import { Lists } from "./lists";
import type { Pages } from "./rows";
import { aRow, ME, stamp } from "./testing";

function shown(readSeq = 0) {
  const queries = new QueryClient();
  const pages: Pages = {
    pages: [{ items: [aRow("a")], next_cursor: null, heads: [] }],
    pageParams: [null],
  };
  queries.setQueryData(keys.list("mine", ""), pages);
  const lists = new Lists(queries, ME, () => readSeq);
  const rows = () =>
    queries.getQueryData<Pages>(keys.list("mine", ""))?.pages.flatMap((page) => page.items) ?? [];
  return { lists, rows };
}

describe("the lists of a tab", () => {
  it("show news in every list where they belong", () => {
    const { lists, rows } = shown();
    lists.hearRow("b", aRow("b", { unread: 2 }));
    expect(rows().map((row) => [row.id, row.unread])).toEqual([
      ["a", 0],
      ["b", 2],
    ]);
    lists.hearRow("a", null);
    expect(rows().map((row) => row.id)).toEqual(["b"]);
    expect(lists.book.get()["a"]).toBeUndefined();
  });

  it("do not count as unread what was read here a moment ago", () => {
    const { lists, rows } = shown(8);
    lists.hearRow("a", aRow("a", { unread: 8, last_seq: 8, updated_at: stamp(2) }));
    expect(rows()[0]?.unread).toBe(0);
    lists.hearRow("a", aRow("a", { unread: 1, last_seq: 9, updated_at: stamp(3) }));
    expect(rows()[0]?.unread).toBe(1);
  });
});
