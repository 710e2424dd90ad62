/** One conversation's thread: messages by number, what is still being sent, read state. Pure. */
import type { Message, ThreadPage } from "@hearthline/api";

export type PendingState = "sending" | "waiting" | "failed";

export interface Pending {
  clientId: string;
  text: string;
  at: string;
  state: PendingState;
  why: string | null;
  retryable: boolean;
  /** When the server sends it, while it may be taken back. */
  dueAt: string | null;
  /** A file on its way: shown by an address of this tab only. */
  file: { name: string; shown: string | null } | null;
}

export interface Thread {
  epoch: string | null;
  messages: readonly Message[];
  pending: readonly Pending[];
  customerReadSeq: number;
  agentReadSeq: number;
  customerTyping: boolean;
  /** What the customer has typed so far, on channels that tell it. */
  preview: string | null;
  loaded: boolean;
}

export const emptyThread: Thread = {
  epoch: null,
  messages: [],
  pending: [],
  customerReadSeq: 0,
  agentReadSeq: 0,
  customerTyping: false,
  preview: null,
  loaded: false,
};

export type ThreadDeed =
  | { do: "page"; page: ThreadPage }
  | { do: "message"; message: Message }
  | { do: "typing"; on: boolean; preview?: string | null }
  | { do: "receipt"; seq: number; sender: string }
  | { do: "send"; clientId: string; text: string; at: string; file?: Pending["file"] }
  | { do: "wait"; clientId: string; text: string; at: string; dueAt: string }
  | { do: "fail"; clientId: string; why: string | null; retryable: boolean }
  | { do: "retry"; clientId: string }
  /** What waited came back into the draft: nothing waits any more. */
  | { do: "returned" }
  | { do: "drop"; clientId: string };

export const lastSeq = (thread: Thread): number => thread.messages.at(-1)?.seq ?? 0;
export const firstSeq = (thread: Thread): number => thread.messages[0]?.seq ?? 0;
export const hasOlder = (thread: Thread): boolean => firstSeq(thread) > 1;

/** The number after which messages are missing, or null when the run is whole. */
export function gapAfter(thread: Thread): number | null {
  for (let i = 1; i < thread.messages.length; i += 1) {
    const previous = thread.messages[i - 1];
    const current = thread.messages[i];
    if (previous && current && current.seq !== previous.seq + 1) return previous.seq;
  }
  return null;
}

function merge(known: readonly Message[], fresh: readonly Message[]): readonly Message[] {
  const held = new Set(known.map((message) => message.seq));
  const added = fresh.filter((message) => !held.has(message.seq));
  if (added.length === 0) return known;
  const tail = known.at(-1)?.seq ?? 0;
  const sorted = added.toSorted((a, b) => a.seq - b.seq);
  const isTail = (sorted[0]?.seq ?? 0) > tail;
  const all = [...known, ...sorted];
  return isTail ? all : all.toSorted((a, b) => a.seq - b.seq);
}

function arrive(thread: Thread, fresh: readonly Message[]): Thread {
  const messages = merge(thread.messages, fresh);
  const sent = new Set(fresh.map((message) => message.client_id));
  const pending = thread.pending.some((one) => sent.has(one.clientId))
    ? thread.pending.filter((one) => !sent.has(one.clientId))
    : thread.pending;
  const customerTyping =
    thread.customerTyping && !fresh.some((message) => message.sender.kind === "customer");
  return { ...thread, messages, pending, customerTyping, preview: customerTyping ? thread.preview : null };
}

function takePage(thread: Thread, page: ThreadPage): Thread {
  const start =
    thread.epoch !== null && thread.epoch !== page.epoch ? { ...thread, messages: [] } : thread;
  const next = arrive(start, page.messages);
  return {
    ...next,
    epoch: page.epoch,
    loaded: true,
    customerReadSeq: Math.max(thread.customerReadSeq, page.customer_read_seq),
    agentReadSeq: Math.max(thread.agentReadSeq, page.agent_read_seq),
  };
}

function changePending(thread: Thread, clientId: string, change: Partial<Pending>): Thread {
  return {
    ...thread,
    pending: thread.pending.map((one) =>
      one.clientId === clientId ? { ...one, ...change } : one,
    ),
  };
}

function send(
  thread: Thread,
  deed: { clientId: string; text: string; at: string; file?: Pending["file"] },
): Thread {
  const known =
    thread.pending.some((one) => one.clientId === deed.clientId) ||
    thread.messages.some((message) => message.client_id === deed.clientId);
  if (known) return thread;
  const { clientId, text, at, file = null } = deed;
  const fresh = { state: "sending", why: null, retryable: true, dueAt: null } as const;
  const one: Pending = { clientId, text, at, file, ...fresh };
  return { ...thread, pending: [...thread.pending, one] };
}

export function reduceThread(thread: Thread, deed: ThreadDeed): Thread {
  switch (deed.do) {
    case "page":
      return takePage(thread, deed.page);
    case "message":
      return arrive(thread, [deed.message]);
    case "typing":
      return { ...thread, customerTyping: deed.on, preview: deed.on ? (deed.preview ?? null) : null };
    case "receipt":
      return deed.sender === "customer"
        ? { ...thread, customerReadSeq: Math.max(thread.customerReadSeq, deed.seq) }
        : { ...thread, agentReadSeq: Math.max(thread.agentReadSeq, deed.seq) };
    case "send":
      return send(thread, deed);
    case "wait":
      return changePending(send(thread, deed), deed.clientId, {
        state: "waiting",
        dueAt: deed.dueAt,
      });
    case "fail":
      return changePending(thread, deed.clientId, {
        state: "failed",
        why: deed.why,
        retryable: deed.retryable,
      });
    case "returned":
      return { ...thread, pending: thread.pending.filter(({ state }) => state !== "waiting") };
    case "retry":
      return changePending(thread, deed.clientId, { state: "sending", why: null });
    case "drop":
      return {
        ...thread,
        pending: thread.pending.filter((one) => one.clientId !== deed.clientId),
      };
  }
}
