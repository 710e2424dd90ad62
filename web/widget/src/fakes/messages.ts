/** Messages as the server would give them, for tests. */
import type { Message, Page } from "../panel/wire/messages";

export const CONVERSATION = "0193b0c0-0000-7000-8000-000000000001";

export function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `0193b0c0-0000-7000-8000-${String(seq).padStart(12, "0")}`,
    seq,
    conversation_id: CONVERSATION,
    client_id: null,
    sender: { kind: "bot", name: "小暖", ai: true },
    kind: "text",
    text: `第 ${seq} 条`,
    data: {},
    reply_to: null,
    created_at: "2026-11-21T08:00:00+08:00",
    ...change,
  };
}

export function mine(seq: number, change: Partial<Message> = {}): Message {
  return message(seq, { sender: { kind: "customer" }, ...change });
}

export function page(messages: readonly Message[], change: Partial<Page> = {}): Page {
  const last_seq = messages.at(-1)?.seq ?? 0;
  return { epoch: "e1", messages, last_seq, status: "bot", ...change };
}
