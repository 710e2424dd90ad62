/** The threads that this tab holds open, fed by pages and by the socket. */
import type { ConversationId, Message, ServerFrame, ThreadPage } from "@hearthline/api";

import { createStore, type Store } from "@/lib/store";

import { emptyThread, gapAfter, lastSeq, reduceThread, type Thread, type ThreadDeed } from "./thread";

export type Threads = Readonly<Record<ConversationId, Thread>>;

/** Asks the server for the messages of one thread. */
export type LoadPage = (
  id: ConversationId,
  where: { after_seq?: number; before_seq?: number; limit?: number },
) => Promise<ThreadPage>;

export const OPEN_AT_MOST = 12;
const PAGE = 50;
const REACH = 200;
const TYPING_FADES_MS = 8_000;

export class OpenThreads {
  readonly store: Store<Threads> = createStore<Threads>({});
  private order: ConversationId[] = [];
  private readonly filling = new Set<ConversationId>();
  private readonly fades = new Map<ConversationId, ReturnType<typeof setTimeout>>();
  private readonly load: LoadPage;

  constructor(load: LoadPage) {
    this.load = load;
  }

  get(id: ConversationId): Thread {
    return this.store.get()[id] ?? emptyThread;
  }

  has(id: ConversationId): boolean {
    return id in this.store.get();
  }

  /** Whether a reply is only in this page: the server has not answered for it yet. */
  holdsUnsent(): boolean {
    return Object.values(this.store.get()).some(({ pending }) =>
      pending.some(({ state }) => state !== "waiting"),
    );
  }

  apply(id: ConversationId, deed: ThreadDeed): void {
    this.store.set((all) => ({ ...all, [id]: reduceThread(all[id] ?? emptyThread, deed) }));
  }

  /** What the next hello says of each open thread: the last number held. */
  positions(): Record<string, number> {
    const entries = Object.entries(this.store.get()).filter(([, thread]) => thread.loaded);
    return Object.fromEntries(entries.map(([id, thread]) => [id, lastSeq(thread)]));
  }

  /** Loads the newest page if the thread is not held yet; tells which stale threads it let go. */
  async open(id: ConversationId): Promise<ConversationId[]> {
    this.order = [...this.order.filter((one) => one !== id), id];
    const gone = this.forgetStale();
    if (!this.get(id).loaded) {
      this.apply(id, { do: "page", page: await this.load(id, { limit: PAGE }) });
    }
    return gone;
  }

  async older(id: ConversationId): Promise<void> {
    const first = this.get(id).messages[0]?.seq ?? 1;
    if (first <= 1) return;
    const page = await this.load(id, { before_seq: first, limit: PAGE });
    this.apply(id, { do: "page", page });
  }

  /** Loads upwards until a message is there; a thread that ends before it stays as it is. */
  async reach(id: ConversationId, seq: number): Promise<void> {
    let first = this.get(id).messages[0]?.seq ?? 1;
    while (first > seq) {
      const page = await this.load(id, { before_seq: first, limit: REACH });
      this.apply(id, { do: "page", page });
      const next = this.get(id).messages[0]?.seq ?? 1;
      if (next === first) return;
      first = next;
    }
  }

  hear(frame: ServerFrame): void {
    if (frame.type === "message") this.take(frame.conversation_id, frame.message);
    if (!("conversation_id" in frame) || frame.conversation_id === null) return;
    if (!this.has(frame.conversation_id)) return;
    if (frame.type === "typing") this.typing(frame.conversation_id, frame.on, frame.preview ?? null);
    if (frame.type === "receipt") {
      this.apply(frame.conversation_id, { do: "receipt", seq: frame.seq, sender: frame.sender });
    }
  }

  /** A message that is known to exist; a hole before it is fetched at once. */
  take(id: ConversationId, message: Message): void {
    if (!this.has(id)) return;
    this.apply(id, { do: "message", message });
    void this.fill(id);
  }

  private async fill(id: ConversationId): Promise<void> {
    if (this.filling.has(id) || !this.get(id).loaded) return;
    this.filling.add(id);
    try {
      let after = gapAfter(this.get(id));
      while (after !== null) {
        const page = await this.load(id, { after_seq: after, limit: 200 });
        this.apply(id, { do: "page", page });
        const next = gapAfter(this.get(id));
        if (next === after) break;
        after = next;
      }
    } catch {
      // The link resumes by number, and the next message looks for the hole again.
    } finally {
      this.filling.delete(id);
    }
  }

  private typing(id: ConversationId, on: boolean, preview: string | null): void {
    clearTimeout(this.fades.get(id));
    this.apply(id, { do: "typing", on, preview });
    if (on) {
      this.fades.set(
        id,
        setTimeout(() => this.apply(id, { do: "typing", on: false }), TYPING_FADES_MS),
      );
    }
  }

  private forgetStale(): ConversationId[] {
    const spare = this.order.filter((id) => this.get(id).pending.length === 0);
    const gone = spare.slice(0, Math.max(0, this.order.length - OPEN_AT_MOST));
    if (gone.length === 0) return gone;
    this.order = this.order.filter((id) => !gone.includes(id));
    this.store.set((all) =>
      Object.fromEntries(Object.entries(all).filter(([id]) => !gone.includes(id))),
    );
    return gone;
  }
}
