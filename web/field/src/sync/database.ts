/** The shelf in IndexedDB: it survives a closed page, a killed browser and an empty battery. */
import type { FieldTask } from "@hearthline/api/field";

import type { Entry, Fresh } from "./entry";
import { NOTHING_KEPT, type Kept, type Shelf } from "./shelf";

const NAME = "hearthline.field";
const VERSION = 1;
const KEPT_AS = "kept";

type Table = "tasks" | "queue" | "meta";

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("IndexedDB")));
  });
}

function written(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(transaction.error ?? new Error("IndexedDB"));
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("error", failed);
    transaction.addEventListener("abort", failed);
  });
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.addEventListener("upgradeneeded", () => {
    const database = request.result;
    database.createObjectStore("tasks", { keyPath: "id" });
    database.createObjectStore("queue", { keyPath: "seq", autoIncrement: true });
    database.createObjectStore("meta");
  });
  return asked(request);
}

export class DatabaseShelf implements Shelf {
  #database: Promise<IDBDatabase> | undefined;

  async kept(): Promise<Kept> {
    const table = (await this.#open()).transaction("meta").objectStore("meta");
    const found: unknown = await asked(table.get(KEPT_AS));
    return { ...NOTHING_KEPT, ...(found as Partial<Kept> | undefined) };
  }

  async keep(change: Partial<Kept>): Promise<void> {
    await this.#write("meta", async (table) => {
      const found: unknown = await asked(table.get(KEPT_AS));
      table.put({ ...NOTHING_KEPT, ...(found as Partial<Kept> | undefined), ...change }, KEPT_AS);
    });
  }

  async tasks(): Promise<FieldTask[]> {
    const table = (await this.#open()).transaction("tasks").objectStore("tasks");
    return (await asked(table.getAll())) as FieldTask[];
  }

  async replaceTasks(tasks: readonly FieldTask[]): Promise<void> {
    await this.#write("tasks", async (table) => {
      table.clear();
      for (const task of tasks) table.put(task);
    });
  }

  async entries(): Promise<Entry[]> {
    const table = (await this.#open()).transaction("queue").objectStore("queue");
    return (await asked(table.getAll())) as Entry[];
  }

  async add(entry: Fresh): Promise<Entry> {
    let seq: IDBValidKey = 0;
    await this.#write("queue", async (table) => {
      seq = await asked(table.add(entry));
    });
    return { ...entry, seq: Number(seq) };
  }

  async save(entry: Entry): Promise<void> {
    await this.#write("queue", async (table) => void table.put(entry));
  }

  async remove(seq: number): Promise<void> {
    await this.#write("queue", async (table) => void table.delete(seq));
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= opened();
    return this.#database;
  }

  /** Resolves when the system has it on the disk, not merely in memory (`strict`). */
  async #write(table: Table, work: (store: IDBObjectStore) => Promise<void>): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(table, "readwrite", { durability: "strict" });
    await Promise.all([written(transaction), work(transaction.objectStore(table))]);
  }
}
