/** How far each numbered stream has been read: pure. */
import type { Cursor, Head, StreamId } from "@hearthline/api";

export type Cursors = Readonly<Record<StreamId, Cursor>>;

export type Verdict = "new" | "old" | "foreign";

/** A list was loaded: its heads move cursors forward, and a new epoch replaces the old one. */
export function settleHeads(cursors: Cursors, heads: readonly Head[]): Cursors {
  let next = cursors;
  for (const head of heads) {
    const known = next[head.stream];
    if (known && known.epoch === head.epoch) continue;
    next = { ...next, [head.stream]: { epoch: head.epoch, seq: head.last_seq } };
  }
  return next;
}

/** Whether a numbered frame is news; a stream nobody has loaded yet is foreign. */
export function judge(cursors: Cursors, stream: StreamId, seq: number): Verdict {
  const cursor = cursors[stream];
  if (!cursor) return "foreign";
  return seq > cursor.seq ? "new" : "old";
}

export function advance(cursors: Cursors, stream: StreamId, seq: number): Cursors {
  const cursor = cursors[stream];
  if (!cursor || seq <= cursor.seq) return cursors;
  return { ...cursors, [stream]: { ...cursor, seq } };
}

/** The server no longer has what came after our cursor: begin at its head. */
export function restart(cursors: Cursors, stream: StreamId, head: Cursor): Cursors {
  return { ...cursors, [stream]: head };
}
