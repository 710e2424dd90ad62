/** A shelf in memory that outlives the engine working on it, as the disk outlives a killed page. */
import type { FieldTask } from "@hearthline/api/field";

import type { Entry, Fresh } from "../sync/entry";
import { NOTHING_KEPT, type Kept, type Shelf } from "../sync/shelf";

export class MemoryShelf implements Shelf {
  #kept: Kept = NOTHING_KEPT;
  #tasks: FieldTask[] = [];
  #entries: Entry[] = [];
  #seq = 0;

  kept = async (): Promise<Kept> => this.#kept;
  keep = async (change: Partial<Kept>): Promise<void> => {
    this.#kept = { ...this.#kept, ...change };
  };
  tasks = async (): Promise<FieldTask[]> => [...this.#tasks];
  replaceTasks = async (tasks: readonly FieldTask[]): Promise<void> => {
    this.#tasks = [...tasks];
  };
  entries = async (): Promise<Entry[]> => [...this.#entries];
  add = async (entry: Fresh): Promise<Entry> => {
    this.#seq += 1;
    const placed: Entry = { ...entry, seq: this.#seq };
    this.#entries = [...this.#entries, placed];
    return placed;
  };
  save = async (entry: Entry): Promise<void> => {
    this.#entries = this.#entries.map((each) => (each.seq === entry.seq ? entry : each));
  };
  remove = async (seq: number): Promise<void> => {
    this.#entries = this.#entries.filter((each) => each.seq !== seq);
  };
}
