/** Sends the queue in its order, as often as it takes; what is not confirmed stays on the shelf. */
import type { FieldDeed, FieldTask } from "@hearthline/api/field";

import { fullJitter } from "../lib/backoff";
import { asTrouble, type Trouble } from "../lib/problem";
import { Store } from "../lib/store";
import { nextBatch, type Batch, type DeedEntry, type Entry, type Fresh } from "./entry";
import type { Server } from "./server";
import { NOTHING_KEPT, type Kept, type Person, type Shelf } from "./shelf";
import { after } from "./task";

export interface FieldState {
  readonly isLoaded: boolean;
  readonly kept: Kept;
  readonly tasks: readonly FieldTask[];
  readonly entries: readonly Entry[];
  readonly isOnline: boolean;
  readonly isSending: boolean;
  /** The log-in is over; what was recorded waits for the next one. */
  readonly mustLogIn: boolean;
  /** The last call that did not succeed; null once one has. */
  readonly trouble: Trouble | null;
}

export interface Surroundings {
  readonly now: () => number;
  readonly random: () => number;
  /** Call again after so many milliseconds; the newest wish replaces the one before. */
  readonly later: (milliseconds: number, task: () => void) => void;
  /** Only one page of this phone sends at a time: false when another does. */
  readonly alone: (task: () => Promise<void>) => Promise<boolean>;
}

const RETRY = { baseMs: 2_000, capMs: 300_000 };
type Placed = DeedEntry & { seq: number };

export class Engine {
  readonly state = new Store<FieldState>({
    isLoaded: false,
    kept: NOTHING_KEPT,
    tasks: [],
    entries: [],
    isOnline: true,
    isSending: false,
    mustLogIn: false,
    trouble: null,
  });
  #running: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #oneByOne = false;

  constructor(
    private readonly shelf: Shelf,
    private readonly server: Server,
    private readonly around: Surroundings,
  ) {}

  async start(): Promise<void> {
    const [kept, tasks] = await Promise.all([this.shelf.kept(), this.shelf.tasks()]);
    const own = kept.person !== null && kept.tasksOf === kept.person.id ? tasks : [];
    this.state.set({ kept, tasks: own, isLoaded: true });
    await this.#reread();
    if (kept.person !== null) await this.wake();
  }

  /** Keep something that was done; it is on the disk when this resolves. */
  async add(fresh: Fresh): Promise<void> {
    await this.shelf.add(fresh);
    await this.#reread();
    void this.wake();
  }

  /** Send a refused one again, as the person asks. */
  async retry(seq: number): Promise<void> {
    const entry = this.state.now.entries.find((each) => each.seq === seq);
    if (entry === undefined) return;
    await this.shelf.save({ ...entry, refused: null, attempts: 0 });
    await this.#reread();
    await this.wake();
  }

  async discard(seq: number): Promise<void> {
    await this.shelf.remove(seq);
    await this.#reread();
  }

  async signedIn(person: Person): Promise<void> {
    const isSame = this.state.now.kept.tasksOf === person.id;
    if (!isSame) await this.shelf.replaceTasks([]);
    await this.#keep({ person, tasksOf: person.id, tenantSlug: person.tenant });
    this.state.set({ mustLogIn: false, trouble: null, ...(isSame ? {} : { tasks: [] }) });
    this.#failures = 0;
    await this.wake();
  }

  /** Forget who this is and his tasks; what he has not sent stays and waits for him. */
  async signedOut(): Promise<void> {
    await this.shelf.replaceTasks([]);
    await this.#keep({ person: null, tasksOf: null, refreshedAt: null });
    this.state.set({ tasks: [], mustLogIn: false, trouble: null });
  }

  setOnline(isOnline: boolean): void {
    this.state.set({ isOnline });
    if (!isOnline) return;
    this.#failures = 0;
    void this.wake();
  }

  /** Send what waits and ask for news; while that runs, another call makes it run once more. */
  wake(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      if (this.state.now.kept.person === null || this.state.now.mustLogIn) return;
      const had = await this.around.alone(() => this.#round());
      await this.#reread();
      if (!had) this.around.later(RETRY.baseMs, () => void this.wake());
    }
  }

  async #round(): Promise<void> {
    const person = this.state.now.kept.person;
    if (person === null) return;
    this.state.set({ isSending: true });
    try {
      for (;;) {
        await this.#reread();
        const batch = nextBatch(this.state.now.entries, person.id);
        if (batch === null) break;
        await this.#send(batch);
      }
      await this.#refresh();
      this.#failures = 0;
      this.state.set({ trouble: null });
    } catch (thrown) {
      this.#failed(asTrouble(thrown));
    } finally {
      this.state.set({ isSending: false });
    }
  }

  async #send(batch: Batch): Promise<void> {
    if (batch.kind === "deeds") return this.#sendDeeds(batch.entries);
    try {
      await this.server.record(batch.entry, this.#sentAt());
    } catch (thrown) {
      return this.#refuse(batch.entry, asTrouble(thrown));
    }
    await this.shelf.remove(batch.entry.seq);
  }

  async #sendDeeds(run: readonly Placed[]): Promise<void> {
    const entries = this.#oneByOne ? run.slice(0, 1) : run;
    let told;
    try {
      told = await this.server.sync(this.#sentAt(), entries.map(deedOf));
    } catch (thrown) {
      const trouble = asTrouble(thrown);
      const [only] = entries;
      if (entries.length === 1 && only !== undefined) return this.#refuse(only, trouble);
      if (trouble.kind !== "refused" || isOfLogIn(trouble)) throw trouble;
      // One of them is not understood; alone, the others are not held up by it.
      this.#oneByOne = true;
      return;
    }
    this.#oneByOne = false;
    await this.#keep({ skewMs: told.skew_ms });
    const by = new Map(told.results.map((each) => [each.client_id, each]));
    for (const entry of entries) {
      const result = by.get(entry.clientId);
      if (result === undefined) throw asTrouble(null);
      if (result.outcome === "refused") {
        const refused = { code: result.code ?? "refused", why: result.why ?? "" };
        await this.shelf.save({ ...entry, refused });
      } else await this.#settle(entry);
    }
  }

  /** The server has it: the task shows it from now on by itself. */
  async #settle(entry: Placed): Promise<void> {
    const tasks = this.state.now.tasks.map((task) =>
      task.id === entry.ticketId ? after(task, entry.deed) : task,
    );
    await this.shelf.replaceTasks(tasks);
    await this.shelf.remove(entry.seq);
    this.state.set({ tasks });
  }

  /** Mark what the server will never take; anything that passes is thrown on. */
  async #refuse(entry: Entry, trouble: Trouble): Promise<void> {
    if (trouble.kind !== "refused" || isOfLogIn(trouble)) throw trouble;
    this.#oneByOne = false;
    await this.shelf.save({ ...entry, refused: { code: trouble.code, why: trouble.told } });
  }

  async #refresh(): Promise<void> {
    const { tasks, serverTime } = await this.server.tasks();
    await this.shelf.replaceTasks(tasks);
    await this.#keep({ refreshedAt: serverTime });
    this.state.set({ tasks });
  }

  #failed(trouble: Trouble): void {
    this.state.set({ trouble });
    if (trouble.kind === "signed_out" || isOfLogIn(trouble)) {
      this.state.set({ mustLogIn: true });
      return;
    }
    this.#failures += 1;
    const wait = trouble.waitMs ?? fullJitter(this.#failures, RETRY, this.around.random);
    this.around.later(wait, () => void this.wake());
  }

  async #keep(change: Partial<Kept>): Promise<void> {
    await this.shelf.keep(change);
    this.state.set({ kept: { ...this.state.now.kept, ...change } });
  }

  async #reread(): Promise<void> {
    this.state.set({ entries: await this.shelf.entries() });
  }

  #sentAt(): string {
    return new Date(this.around.now()).toISOString();
  }
}

const deedOf = (entry: DeedEntry): FieldDeed => ({
  ...entry.deed,
  client_id: entry.clientId,
  ticket_id: entry.ticketId,
  at: entry.at,
});

/** Who asks is the matter, not what is sent: a log-in mends it. */
const isOfLogIn = (trouble: Trouble): boolean => trouble.code.startsWith("access.");
