import { Ledger } from "./thread/ledger";
import type { CustomerApi } from "./wire/customer-api";
import { fullJitter } from "./wire/backoff";
import { asFault } from "./wire/fault";
import { Line, type LineState, type Probe } from "./wire/line";
import type { Conversation, Frame, Message, Page } from "./wire/messages";

const PAGE = 40;
const CATCH_UP = 200;
const ECHO_MS = 5_000;
const CALM_MS = 30_000;
const RESET_LIMITS = { baseMs: 1_000, capMs: 30_000 };

export type LiveFrame = Exclude<Frame, { type: "message" | "reset" }>;

export interface SyncOwner {
  /** Messages never shown before, in order. */
  fresh(messages: readonly Message[]): void;
  page(page: Page): void;
  frame(frame: LiveFrame): void;
  lineState(state: LineState): void;
  /** The session no longer counts, or the log began anew: open it again. */
  reopen(): Promise<boolean>;
}

/** Keeps the messages here equal to the messages there, over cuts, resets and one-way loss. */
export class Sync {
  readonly ledger = new Ledger();
  readonly #line: Line;
  #epoch = "";
  #resets = 0;
  #resetAt = -Infinity;

  constructor(
    private readonly api: CustomerApi,
    private readonly owner: SyncOwner,
    makeLine: (...args: ConstructorParameters<typeof Line>) => Line = (...args) =>
      new Line(...args),
  ) {
    this.#line = makeLine({
      address: () => this.api.streamAddress(this.ledger.end, this.#epoch),
      frame: (frame) => this.#heard(frame),
      lineState: (state) => this.owner.lineState(state),
      probe: () => this.#probe(),
    });
  }

  get line(): Line {
    return this.#line;
  }

  /** The newest page from nothing, or only what is missing when it is the log already held. */
  async load(conversation: Conversation, isSame: boolean): Promise<void> {
    if (!isSame || conversation.epoch !== this.#epoch) this.#begin(conversation);
    await this.catchUp();
  }

  #begin(log: { epoch: string; last_seq: number }): void {
    this.#epoch = log.epoch;
    this.ledger.clear(Math.max(0, log.last_seq - PAGE));
  }

  /** Reads by GET to the end; returns how many messages were news. */
  async catchUp(): Promise<number> {
    let news = 0;
    for (;;) {
      const before = this.ledger.end;
      const page = await this.api.read(before, CATCH_UP);
      if (page.epoch !== this.#epoch) {
        this.#begin(page);
        continue;
      }
      const fresh = this.ledger.add(page.messages);
      news += fresh.length;
      this.owner.page(page);
      this.owner.fresh(fresh);
      if (this.ledger.end >= page.last_seq || this.ledger.end === before) return news;
    }
  }

  async older(): Promise<void> {
    const { floor } = this.ledger;
    const from = Math.max(0, floor - PAGE);
    if (floor === 0) return;
    const page = await this.api.read(from, floor - from);
    if (page.epoch === this.#epoch) this.ledger.prepend(page.messages, from);
  }

  /** A message that POST returned; the socket has to bring it as well, or it is deaf. */
  posted(message: Message): void {
    this.owner.fresh(this.ledger.add([message]));
    setTimeout(() => {
      if (this.#line.highest < message.seq) void this.#line.check();
    }, ECHO_MS);
  }

  async #probe(): Promise<Probe> {
    try {
      return (await this.catchUp()) > 0 ? "deaf" : "fine";
    } catch (thrown) {
      const { kind } = asFault(thrown);
      if (kind !== "unauthorised" && kind !== "missing") return "failed";
      return (await this.owner.reopen()) ? "stop" : "failed";
    }
  }

  #heard(frame: Frame): void {
    if (frame.type === "message") {
      this.owner.fresh(this.ledger.add([frame.message]));
      if (this.ledger.end < frame.message.seq) void this.catchUp().catch(() => this.#line.renew());
    } else if (frame.type === "reset") void this.#reset();
    else this.owner.frame(frame);
  }

  /** One reset is followed at once; one upon the other must not become a storm. */
  async #breathe(): Promise<void> {
    const isCalm = Date.now() - this.#resetAt > CALM_MS;
    this.#resets = isCalm ? 0 : this.#resets + 1;
    this.#resetAt = Date.now();
    if (isCalm) return;
    const waitMs = fullJitter(this.#resets, RESET_LIMITS);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }

  async #reset(): Promise<void> {
    this.#line.stop();
    this.#epoch = "";
    await this.#breathe();
    const isOpen = await this.owner.reopen();
    if (!isOpen) this.#line.start();
  }
}
