/** What the worker did and the server has not confirmed: the queue's entries, and the next step. */
import type {
  ClientId,
  FieldAction,
  FieldPlace,
  FieldRecord,
  TicketId,
} from "@hearthline/api/field";

interface OfAnyKind {
  readonly clientId: ClientId;
  readonly ticketId: TicketId;
  /** What the task is called, for when it is no longer in the list. */
  readonly title: string;
  /** Whose log-in did it; nobody else's sends it. */
  readonly owner: string;
  /** By the phone's clock. */
  readonly at: string;
  readonly attempts: number;
  /** The server's words when it will not take it; it is kept, and not sent again by itself. */
  readonly refused: { readonly code: string; readonly why: string } | null;
}

export interface DeedEntry extends OfAnyKind {
  readonly kind: "deed";
  readonly deed: FieldAction;
}

export interface RecordEntry extends OfAnyKind {
  readonly kind: "record";
  readonly record: FieldRecord;
  readonly place: FieldPlace | null;
  readonly picture: Blob | null;
  /** What the camera wrote into the original, before it was made smaller. */
  readonly exif: Blob | null;
}

/** `seq` is the place in the queue, given by the shelf; smaller is earlier. */
export type Entry = (DeedEntry | RecordEntry) & { readonly seq: number };
export type Fresh = DeedEntry | RecordEntry;

export type Batch =
  | { readonly kind: "deeds"; readonly entries: readonly (DeedEntry & { seq: number })[] }
  | { readonly kind: "record"; readonly entry: RecordEntry & { seq: number } };

const MOST_DEEDS = 50;

/** What goes out next: deeds in a row together, a record by itself; the order is never changed. */
export function nextBatch(entries: readonly Entry[], owner: string): Batch | null {
  const mine = entries.filter((each) => each.owner === owner && each.refused === null);
  const first = mine[0];
  if (first === undefined) return null;
  if (first.kind === "record") return { kind: "record", entry: first };
  const run: (DeedEntry & { seq: number })[] = [];
  for (const each of mine) {
    if (each.kind !== "deed" || run.length === MOST_DEEDS) break;
    run.push(each);
  }
  return { kind: "deeds", entries: run };
}

/** How many are still to be sent, and how many the server would not take. */
export function tally(entries: readonly Entry[], owner: string): { waiting: number; refused: number } {
  const mine = entries.filter((each) => each.owner === owner);
  const refused = mine.filter((each) => each.refused !== null).length;
  return { waiting: mine.length - refused, refused };
}
