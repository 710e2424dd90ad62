import type { Message } from "../wire/messages";

/** The messages held, each seq once and in order, with the hole-free end to resume from. */
export class Ledger {
  #bySeq = new Map<number, Message>();
  #floor = 0;
  #end = 0;
  #sorted: readonly Message[] = [];

  /** Every seq at or below it is not loaded; paging upwards moves it down. */
  get floor(): number {
    return this.#floor;
  }

  /** The last seq up to which nothing is missing: where a socket resumes. */
  get end(): number {
    return this.#end;
  }

  get messages(): readonly Message[] {
    return this.#sorted;
  }

  clear(floor: number): void {
    this.#bySeq = new Map();
    this.#floor = floor;
    this.#end = floor;
    this.#sorted = [];
  }

  /** Takes in what is new and returns it; repeated ones are dropped. */
  add(messages: readonly Message[]): readonly Message[] {
    const fresh = messages.filter((each) => each.seq > this.#floor && !this.#bySeq.has(each.seq));
    return this.#keep(fresh);
  }

  /** Older messages, above which the ledger already holds everything. */
  prepend(messages: readonly Message[], floor: number): void {
    this.#floor = Math.min(this.#floor, floor);
    this.#keep(messages.filter((each) => !this.#bySeq.has(each.seq)));
  }

  #keep(fresh: readonly Message[]): readonly Message[] {
    if (fresh.length === 0) return fresh;
    for (const message of fresh) this.#bySeq.set(message.seq, message);
    while (this.#bySeq.has(this.#end + 1)) this.#end += 1;
    this.#sorted = [...this.#bySeq.values()].sort((one, other) => one.seq - other.seq);
    const seqs = new Set(fresh.map((each) => each.seq));
    return this.#sorted.filter((each) => seqs.has(each.seq));
  }
}
