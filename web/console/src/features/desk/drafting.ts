/** One conversation's draft between the box, this browser and the server. */
import { type ConversationId, type DraftFrame, type DraftMode, Problem, type ReplyDraft } from "@hearthline/api";

import { keepDraft, markUnkept, readDraft, readUnkept } from "@/lib/drafts";
import { createStore, type Store } from "@/lib/store";

export interface Draft {
  text: string;
  mode: DraftMode;
  /** Words came back unsent, and why. */
  returned: ReplyDraft["returned"];
}

export interface DraftServer {
  get: (id: ConversationId) => Promise<ReplyDraft>;
  keep: (
    id: ConversationId,
    typed: { text: string; mode: DraftMode; base: number; tab: string },
  ) => Promise<ReplyDraft>;
}

export const DEBOUNCE_MS = 600;
const AGAIN_MS = 5_000;
/** A conflict is settled at once; more than these in a row wait like a cut line. */
const CONFLICTS = 3;

/**
 * What is typed is kept in this browser at once and on the server after a pause. The tab that is
 * being typed in takes over from another; a tab at rest follows.
 */
export class Drafting {
  readonly store: Store<Draft>;
  private version: number;
  private dirty: boolean;
  private saving = false;
  private conflicts = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly id: ConversationId;
  private readonly server: DraftServer;
  private readonly tab: string;

  constructor(id: ConversationId, server: DraftServer, tab: string) {
    this.id = id;
    this.server = server;
    this.tab = tab;
    const text = readDraft(id);
    this.store = createStore<Draft>({ text, mode: "reply", returned: null });
    const unkept = readUnkept(id);
    this.version = unkept ?? 0;
    this.dirty = unkept !== null;
  }

  /** Asks what the server has; words that only this browser has are kept and sent there. */
  async load(): Promise<ReplyDraft | null> {
    let stands: ReplyDraft;
    try {
      stands = await this.server.get(this.id);
    } catch {
      return null;
    }
    const isOurs = stands.version === this.version;
    this.version = stands.version;
    if (!this.dirty) this.adopt(stands);
    else if (isOurs) this.type({});
    else this.join(stands);
    return stands;
  }

  type(change: Partial<Pick<Draft, "text" | "mode">>): void {
    this.store.set((now) => ({ ...now, ...change, returned: null }));
    keepDraft(this.id, this.store.get().text);
    this.dirty = true;
    markUnkept(this.id, this.version);
    this.later(DEBOUNCE_MS);
  }

  /** Puts words in front of what stands: taken back, or refused. */
  putBack(text: string): void {
    const { text: now } = this.store.get();
    this.type({ text: now === "" ? text : `${text}\n${now}` });
  }

  hear(frame: DraftFrame): void {
    if (frame.tab === this.tab || frame.version <= this.version) return;
    if (!this.dirty || frame.returned !== null) void this.follow();
  }

  /** Leaving the conversation: what is not kept yet is kept now. */
  flush(): void {
    if (this.dirty && !this.saving) void this.save();
  }

  private async follow(): Promise<void> {
    try {
      const stands = await this.server.get(this.id);
      this.version = stands.version;
      this.join(stands);
    } catch {
      // The next frame, or the next load, brings it.
    }
  }

  /** The server's words came after those that this tab began with: none of the two is lost. */
  private join(stands: ReplyDraft): void {
    const typed = this.dirty ? this.store.get().text : "";
    if (typed.startsWith(stands.text) && typed !== "") return this.type({});
    this.adopt(stands);
    // Words that came back stand in front of what is being typed here.
    if (typed !== "" && !stands.text.includes(typed)) this.type({ text: `${stands.text}\n${typed}` });
  }

  private adopt({ text, mode, returned }: ReplyDraft): void {
    this.dirty = false;
    markUnkept(this.id, null);
    this.store.set({ text, mode, returned });
    keepDraft(this.id, text);
  }

  private later(ms: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), ms);
  }

  private async save(): Promise<void> {
    if (this.saving) return this.later(DEBOUNCE_MS);
    const { text, mode } = this.store.get();
    this.saving = true;
    try {
      const kept = await this.server.keep(this.id, { text, mode, base: this.version, tab: this.tab });
      this.version = kept.version;
      this.conflicts = 0;
      const now = this.store.get();
      this.dirty = now.text !== text || now.mode !== mode;
      markUnkept(this.id, this.dirty ? this.version : null);
    } catch (error) {
      await this.failed(error);
    } finally {
      this.saving = false;
    }
  }

  /** Somebody types here, so this tab takes over from the other one; a cut line is tried again. */
  private async failed(error: unknown): Promise<void> {
    const elsewhere = error instanceof Problem && error.code === "draft.elsewhere";
    if (error instanceof Problem && !elsewhere && !error.isPassing) return;
    this.conflicts = elsewhere ? this.conflicts + 1 : 0;
    if (elsewhere) {
      const stands = await this.server.get(this.id).catch(() => null);
      if (stands) this.version = stands.version;
    }
    this.later(elsewhere && this.conflicts < CONFLICTS ? 0 : AGAIN_MS);
  }
}
