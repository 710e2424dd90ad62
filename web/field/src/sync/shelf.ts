/** Where the phone keeps things. A thing is on the shelf before the page says that it is recorded. */
import type { FieldTask } from "@hearthline/api/field";

import type { Entry, Fresh } from "./entry";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly tenant: string;
}

export interface Kept {
  readonly person: Person | null;
  /** Whose tasks these are, and when the server last told them. */
  readonly tasksOf: string | null;
  readonly refreshedAt: string | null;
  readonly skewMs: number;
  readonly tenantSlug: string;
}

export const NOTHING_KEPT: Kept = {
  person: null,
  tasksOf: null,
  refreshedAt: null,
  skewMs: 0,
  tenantSlug: "",
};

export interface Shelf {
  kept(): Promise<Kept>;
  keep(change: Partial<Kept>): Promise<void>;
  tasks(): Promise<FieldTask[]>;
  /** Put these in place of all that were there. */
  replaceTasks(tasks: readonly FieldTask[]): Promise<void>;
  entries(): Promise<Entry[]>;
  /** Give the entry its place at the end of the queue; resolves when it is on the disk. */
  add(entry: Fresh): Promise<Entry>;
  save(entry: Entry): Promise<void>;
  remove(seq: number): Promise<void>;
}
