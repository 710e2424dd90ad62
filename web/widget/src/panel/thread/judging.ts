import { asFault } from "../wire/fault";
import type { Verdict } from "../wire/messages";
import type { Shelf } from "./shelf";

export interface Judged {
  /** What the buttons show: what was pressed while it is on its way, else what the server keeps. */
  readonly shown: Verdict | null;
  /** What was pressed and could not be kept. */
  readonly failed: Verdict | null;
}

export type Verdicts = Readonly<Record<number, Judged>>;

interface Ports {
  post(seq: number, verdict: Verdict): Promise<void>;
  reauthorise(): Promise<boolean>;
  changed(verdicts: Verdicts): void;
}

function isVerdict(value: unknown): value is Verdict {
  return value === "like" || value === "dislike";
}

/**
 * A person's thumbs on the answers of one conversation. The server keeps the last one and does not
 * tell it again, so what it took is remembered in this tab.
 */
export class Judging {
  #conversation: string | null = null;
  #kept = new Map<number, Verdict>();
  #wanted = new Map<number, Verdict>();
  #failed = new Map<number, Verdict>();

  constructor(
    private readonly ports: Ports,
    private readonly shelf: Shelf,
    private readonly key: string,
  ) {}

  /** The thumbs of this conversation, as far as this tab gave them. */
  begin(conversation: string): void {
    if (conversation === this.#conversation) return;
    this.#conversation = conversation;
    this.#kept = this.#remembered(conversation);
    this.#wanted = new Map();
    this.#failed = new Map();
    this.#tell();
  }

  /** Gives or changes a thumb; one call at a time a message, and the last press wins. */
  async judge(seq: number, verdict: Verdict): Promise<void> {
    const isOnWay = this.#wanted.has(seq);
    this.#wanted.set(seq, verdict);
    this.#failed.delete(seq);
    this.#tell();
    if (!isOnWay) await this.#send(seq, this.#wanted);
  }

  async #send(seq: number, wanted: Map<number, Verdict>): Promise<void> {
    for (;;) {
      const verdict = wanted.get(seq);
      if (verdict === undefined) return;
      const isKept = await this.#post(seq, verdict);
      if (wanted !== this.#wanted) return;
      if (isKept) this.#kept.set(seq, verdict);
      if (wanted.get(seq) !== verdict) continue;
      wanted.delete(seq);
      if (isKept) this.#remember();
      else this.#failed.set(seq, verdict);
      this.#tell();
    }
  }

  async #post(seq: number, verdict: Verdict): Promise<boolean> {
    try {
      await this.ports.post(seq, verdict);
      return true;
    } catch (thrown) {
      if (asFault(thrown).kind !== "unauthorised") return false;
    }
    if (!(await this.ports.reauthorise())) return false;
    return this.ports.post(seq, verdict).then(
      () => true,
      () => false,
    );
  }

  #tell(): void {
    const seqs = [...this.#kept.keys(), ...this.#wanted.keys(), ...this.#failed.keys()];
    const judged = (seq: number): Judged => ({
      shown: this.#wanted.get(seq) ?? this.#kept.get(seq) ?? null,
      failed: this.#failed.get(seq) ?? null,
    });
    this.ports.changed(Object.fromEntries(seqs.map((seq) => [seq, judged(seq)])));
  }

  #remember(): void {
    const kept = Object.fromEntries(this.#kept);
    this.shelf.set(this.key, JSON.stringify({ conversation: this.#conversation, kept }));
  }

  #remembered(conversation: string): Map<number, Verdict> {
    const found = this.shelf.getJson(this.key) as { conversation?: unknown; kept?: object } | null;
    if (found?.conversation !== conversation) return new Map();
    const entries = Object.entries(found.kept ?? {}).map(([seq, verdict]) => [Number(seq), verdict]);
    return new Map(entries.filter((each): each is [number, Verdict] => isVerdict(each[1])));
  }
}
