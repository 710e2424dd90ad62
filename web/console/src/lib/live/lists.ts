/** Conversation lists in the query cache, and the newest known state of each conversation. */
import {
  type ConversationId,
  type QueueOut,
  type Row,
  type RowPage,
  type StaffId,
  taken,
  type View,
} from "@hearthline/api";
import type { QueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { createStore, type Store } from "@/lib/store";

import type { DeskLine } from "./desk-line";
import { catchUp, newer, type Pages, place, without } from "./rows";

export type Book = Readonly<Record<ConversationId, Row>>;

const PAGE = 40;

export class Lists {
  readonly book: Store<Book> = createStore<Book>({});
  private readonly queries: QueryClient;
  private readonly me: StaffId;

  private readonly readSeq: (id: ConversationId) => number;

  constructor(queries: QueryClient, me: StaffId, readSeq: (id: ConversationId) => number) {
    this.queries = queries;
    this.me = me;
    this.readSeq = readSeq;
  }

  /** Takes note of a conversation's state and answers the newest one known. */
  note(row: Row): Row {
    const known = this.book.get()[row.id];
    // What was read here a moment ago may still be counted as unread by the server.
    const isRead = row.unread > 0 && this.readSeq(row.id) >= row.last_seq;
    const told = isRead ? { ...row, unread: 0 } : row;
    const best = known ? newer(known, told) : told;
    if (best !== known) this.book.set((book) => ({ ...book, [row.id]: best }));
    return best;
  }

  async page(view: View, q: string, cursor: string | null, line: DeskLine): Promise<RowPage> {
    const query = { view, limit: PAGE, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) };
    const page = await taken<RowPage>(api.GET("/api/v1/desk/conversations", { params: { query } }));
    line.loaded(page.heads);
    const settled = { ...page, items: page.items.map((row) => this.note(row)) };
    if (cursor !== null) return settled;
    const pages = { pages: [settled], pageParams: [null] };
    const list = { view, me: this.me, searched: q !== "" };
    return catchUp(pages, line.recent, list).pages[0] ?? settled;
  }

  hearRow(id: ConversationId, heard: Row | null): void {
    const row = heard && this.note(heard);
    if (!row) this.book.set(({ [id]: _gone, ...rest }) => rest);
    for (const [key, pages] of this.queries.getQueriesData<Pages>({ queryKey: keys.lists })) {
      if (!pages) continue;
      const list = { view: key[2] as View, me: this.me, searched: key[3] !== "" };
      const next = row ? place(pages, row, list) : without(pages, id);
      if (next !== pages) this.queries.setQueryData<Pages>(key, next);
    }
  }

  /** Loads lists again from their first page, which is then whole in itself. */
  async reload(): Promise<void> {
    this.queries.setQueriesData<Pages>({ queryKey: keys.lists }, (pages) =>
      pages && pages.pages.length > 1
        ? { pages: pages.pages.slice(0, 1), pageParams: pages.pageParams.slice(0, 1) }
        : pages,
    );
    await this.queries.invalidateQueries({ queryKey: keys.lists });
  }

  hearQueues(items: QueueOut[]): void {
    this.queries.setQueryData(keys.queues, { items });
  }
}
