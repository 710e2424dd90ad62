import { fullJitter } from "../wire/backoff";
import { type FaultKind, asFault } from "../wire/fault";
import type { Message, Saying } from "../wire/messages";
import type { Shelf } from "./shelf";

export interface Draft {
  readonly clientId: string;
  readonly saying: Saying;
  /** What the thread shows: the words, the chosen label, the file's name. */
  readonly shown: string;
  readonly at: string;
  readonly state: "waiting" | "sending" | "failed";
  readonly fault: FaultKind | null;
  readonly attempts: number;
  /** Milliseconds since 1970 before which it is not tried again. */
  readonly notBefore: number;
}

export interface OutboxOwner {
  post(clientId: string, saying: Saying): Promise<Message>;
  /** The session token no longer counts: true when there is a new one. */
  reauthorise(): Promise<boolean>;
  sent(message: Message, draft: Draft): void;
  changed(drafts: readonly Draft[]): void;
}

const MOST_ATTEMPTS = 4;
const LIMITS = { baseMs: 1_000, capMs: 8_000 };

interface Stored {
  readonly owner: string;
  readonly drafts: readonly Draft[];
}

function isStored(value: unknown): value is Stored {
  return typeof value === "object" && value !== null && "owner" in value && "drafts" in value;
}

/** What the customer said and the server has not confirmed: sent one by one, in order, surviving a reload. */
export class Outbox {
  #drafts: readonly Draft[] = [];
  #owner = "";
  readonly #left: Stored | null;
  #running = false;
  #paused = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly calls: OutboxOwner,
    private readonly shelf: Shelf,
    private readonly key: string,
    private readonly random: () => number = Math.random,
  ) {
    const stored = shelf.getJson(key);
    this.#left = isStored(stored) ? stored : null;
  }

  get drafts(): readonly Draft[] {
    return this.#drafts;
  }

  /** Begin for one person in one conversation; what another left behind is not sent in his name. */
  begin(person: string, conversation: string): void {
    const owner = `${person}/${conversation}`;
    const isFirst = this.#owner === "";
    const mine = isFirst || this.#owner.startsWith(`${person}/`) ? this.#drafts : [];
    const left = isFirst && this.#left?.owner.startsWith(`${person}/`) ? this.#left : null;
    const isSame = left?.owner === owner;
    this.#drafts = [...(left?.drafts.map((each) => revived(each, isSame)) ?? []), ...mine];
    this.#owner = owner;
    this.#paused = false;
    this.#save();
    this.#pump();
  }

  pause(): void {
    this.#paused = true;
    clearTimeout(this.#timer);
  }

  add(clientId: string, saying: Saying, shown: string): void {
    const at = new Date().toISOString();
    const fate = { state: "waiting", fault: null, attempts: 0, notBefore: 0 } as const;
    this.#set([...this.#drafts, { clientId, saying, shown, at, ...fate }]);
    this.#pump();
  }

  /** Send a failed one again, under the client_id it had. */
  retry(clientId: string): void {
    this.#patch(clientId, { state: "waiting", fault: null, attempts: 0, notBefore: 0 });
    this.#pump();
  }

  discard(clientId: string): void {
    this.#set(this.#drafts.filter((each) => each.clientId !== clientId));
  }

  /** The network is back: what failed for want of it goes out again by itself. */
  revive(): void {
    for (const draft of this.#drafts) {
      const passed = draft.fault === "network" || draft.fault === "server";
      if (passed && draft.state !== "sending") this.retry(draft.clientId);
    }
  }

  /** The server has these: a draft that went through unnoticed must not stay. */
  confirm(messages: readonly Message[]): void {
    const ids = new Set(messages.map((each) => each.client_id));
    const left = this.#drafts.filter((each) => !ids.has(each.clientId));
    if (left.length !== this.#drafts.length) this.#set(left);
  }

  #pump(): void {
    if (this.#running || this.#paused) return;
    clearTimeout(this.#timer);
    const next = this.#drafts.find((each) => each.state === "waiting");
    if (next === undefined) return;
    const wait = next.notBefore - Date.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#pump(), wait);
      return;
    }
    this.#running = true;
    void this.#send(next).finally(() => {
      this.#running = false;
      this.#pump();
    });
  }

  async #send(draft: Draft): Promise<void> {
    this.#patch(draft.clientId, { state: "sending" });
    try {
      const message = await this.calls.post(draft.clientId, draft.saying);
      this.discard(draft.clientId);
      this.calls.sent(message, draft);
    } catch (thrown) {
      await this.#failed(draft, asFault(thrown));
    }
  }

  async #failed(draft: Draft, fault: { kind: FaultKind; waitMs: number | null }): Promise<void> {
    const attempts = draft.attempts + 1;
    const again = (waitMs: number, kind: FaultKind | null) => {
      const notBefore = Date.now() + waitMs;
      this.#patch(draft.clientId, { state: "waiting", attempts, fault: kind, notBefore });
    };
    if (fault.kind === "too_many") return again(fault.waitMs ?? LIMITS.baseMs, fault.kind);
    const isStale = fault.kind === "unauthorised" || fault.kind === "missing";
    if (isStale && attempts < MOST_ATTEMPTS) {
      if (await this.calls.reauthorise()) return again(0, null);
    }
    const passes = fault.kind === "network" || fault.kind === "server";
    if (passes && attempts < MOST_ATTEMPTS) {
      return again(fullJitter(attempts, LIMITS, this.random), fault.kind);
    }
    this.#patch(draft.clientId, { state: "failed", fault: fault.kind, attempts });
  }

  #patch(clientId: string, change: Partial<Draft>): void {
    this.#set(
      this.#drafts.map((each) => (each.clientId === clientId ? { ...each, ...change } : each)),
    );
  }

  #set(drafts: readonly Draft[]): void {
    this.#drafts = drafts;
    this.#save();
  }

  #save(): void {
    if (this.#drafts.length === 0) this.shelf.remove(this.key);
    else this.shelf.set(this.key, JSON.stringify({ owner: this.#owner, drafts: this.#drafts }));
    this.calls.changed(this.#drafts);
  }
}

function revived(draft: Draft, isSameConversation: boolean): Draft {
  if (!isSameConversation) return { ...draft, state: "failed", fault: "closed" };
  if (draft.state === "failed") return draft;
  return { ...draft, state: "waiting", attempts: 0, notBefore: 0 };
}
