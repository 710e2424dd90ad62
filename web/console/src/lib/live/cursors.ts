/** How far each numbered stream has been read: pure. */
import type { Cursor, Head, StreamId } from "@hearthline/api";

/** A place in a stream, and the numbers heard beyond it before the server said "caught up". */
export interface Position extends Cursor {
  ahead: readonly number[];
}

export type Cursors = Readonly<Record<StreamId, Position>>;

export type Verdict = "new" | "old" | "foreign";

const at = ({ epoch, seq }: Cursor): Position => ({ epoch, seq, ahead: [] });

/** A list was loaded: its heads begin streams not known yet, and replace an older epoch. */
export function settleHeads(cursors: Cursors, heads: readonly Head[]): Cursors {
  let next = cursors;
  for (const head of heads) {
    if (next[head.stream]?.epoch === head.epoch) continue;
    next = { ...next, [head.stream]: at({ epoch: head.epoch, seq: head.last_seq }) };
  }
  return next;
}

/** Whether a numbered frame is news; a stream nobody has loaded yet is foreign. */
export function judge(cursors: Cursors, stream: StreamId, seq: number): Verdict {
  const cursor = cursors[stream];
  if (!cursor) return "foreign";
  return seq > cursor.seq && !cursor.ahead.includes(seq) ? "new" : "old";
}

/** A frame was taken. Frames of one batch need not come in order, so the place stays behind. */
export function taken(cursors: Cursors, stream: StreamId, seq: number): Cursors {
  const cursor = cursors[stream];
  if (!cursor || seq <= cursor.seq) return cursors;
  return { ...cursors, [stream]: { ...cursor, ahead: [...cursor.ahead, seq] } };
}

/** Everything up to this number has been heard. */
export function advance(cursors: Cursors, stream: StreamId, seq: number): Cursors {
  const cursor = cursors[stream];
  if (!cursor || seq <= cursor.seq) return cursors;
  const ahead = cursor.ahead.filter((one) => one > seq);
  return { ...cursors, [stream]: { ...cursor, seq, ahead } };
}

/** The server no longer has what came after our place: begin at its head. */
export function restart(cursors: Cursors, stream: StreamId, head: Cursor): Cursors {
  return { ...cursors, [stream]: at(head) };
}

/** What the next hello says. */
export function places(cursors: Cursors): Record<StreamId, Cursor> {
  return Object.fromEntries(
    Object.entries(cursors).map(([stream, { epoch, seq }]) => [stream, { epoch, seq }]),
  );
}
