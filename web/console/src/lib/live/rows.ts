/** Conversation lists kept true by row frames: pure. */
import type { ConversationId, Head, Row, RowFrame, RowPage, StaffId, View } from "@hearthline/api";

export interface Pages {
  pages: RowPage[];
  pageParams: unknown[];
}

/** Whether one holds a conversation or has joined it (the bot may be doing a step for one). */
export function isMine(row: Row, me: StaffId): boolean {
  const withPeople = row.status === "agent" || row.is_lent;
  return withPeople && (row.holder?.id === me || row.members.includes(me));
}

/** Whether a conversation belongs into a view, seen by one member of staff. */
export function fits(view: View, row: Row, me: StaffId): boolean {
  switch (view) {
    case "mine":
      return isMine(row, me);
    case "queue":
      return row.status === "queued";
    case "all":
      return row.status !== "closed";
    case "closed":
      return row.status === "closed";
  }
}

/** The order of a view; "mine" keeps the order in which conversations came. */
export function before(view: View, a: Row, b: Row): boolean {
  switch (view) {
    case "mine":
      return false;
    case "queue":
      return a.priority !== b.priority
        ? a.priority < b.priority
        : (a.queued_at ?? a.opened_at) < (b.queued_at ?? b.opened_at);
    case "all":
      return a.updated_at > b.updated_at;
    case "closed":
      return (a.closed_at ?? a.updated_at) > (b.closed_at ?? b.updated_at);
  }
}

/** The later of two states of one conversation; of equals, the one heard last. */
export function newer(known: Row, heard: Row): Row {
  if (known.updated_at !== heard.updated_at) {
    return heard.updated_at > known.updated_at ? heard : known;
  }
  return known.last_seq > heard.last_seq ? known : heard;
}

/** The lists that people work through keep one order, whatever the last change was. */
export function inOrder(view: View, rows: readonly Row[]): readonly Row[] {
  if (view === "mine") return rows.toSorted((a, b) => compare(a.opened_at, b.opened_at));
  if (view !== "queue") return rows;
  return rows.toSorted(
    (a, b) => a.priority - b.priority || compare(a.queued_at ?? "", b.queued_at ?? ""),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function replace(pages: Pages, row: Row): Pages | null {
  for (const [index, page] of pages.pages.entries()) {
    const at = page.items.findIndex((item) => item.id === row.id);
    const known = page.items[at];
    if (!known) continue;
    const kept = newer(known, row);
    if (kept === known) return pages;
    return withPage(pages, index, page.items.with(at, kept));
  }
  return null;
}

function withPage(pages: Pages, index: number, items: Row[]): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page, i) => (i === index ? { ...page, items } : page)),
  };
}

export function without(pages: Pages, id: ConversationId): Pages {
  const index = pages.pages.findIndex((page) => page.items.some((row) => row.id === id));
  const page = pages.pages[index];
  if (!page) return pages;
  return withPage(
    pages,
    index,
    page.items.filter((row) => row.id !== id),
  );
}

function insert(pages: Pages, row: Row, view: View): Pages {
  for (const [index, page] of pages.pages.entries()) {
    const at = page.items.findIndex((item) => before(view, row, item));
    if (at >= 0) return withPage(pages, index, page.items.toSpliced(at, 0, row));
  }
  const last = pages.pages.length - 1;
  const end = pages.pages[last];
  if (!end || end.next_cursor !== null) return pages;
  return withPage(pages, last, [...end.items, row]);
}

export interface ListOf {
  view: View;
  me: StaffId;
  searched: boolean;
}

/** One row's news into one list: replaced in place, put in, or taken out. */
export function place(pages: Pages, row: Row, list: ListOf): Pages {
  if (!fits(list.view, row, list.me)) return stale(pages, row) ? pages : without(pages, row.id);
  const replaced = replace(pages, row);
  if (replaced) return replaced;
  return list.searched ? pages : insert(pages, row, list.view);
}

function stale(pages: Pages, row: Row): boolean {
  const known = pages.pages.flatMap((page) => page.items).find((item) => item.id === row.id);
  return known !== undefined && known.updated_at > row.updated_at;
}

/** A freshly loaded page, plus the frames that arrived while it was under way. */
export function catchUp(pages: Pages, recent: readonly RowFrame[], list: ListOf): Pages {
  const heads = new Map<string, Head>();
  for (const head of pages.pages[0]?.heads ?? []) heads.set(head.stream, head);
  let next = pages;
  for (const frame of recent) {
    const head = heads.get(frame.stream);
    if (head && frame.seq <= head.last_seq) continue;
    next = frame.row
      ? place(next, frame.row, list)
      : frame.conversation_id
        ? without(next, frame.conversation_id)
        : next;
  }
  return next;
}
