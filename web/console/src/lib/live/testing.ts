/** Rows and messages for tests. */
import type { Message, Row } from "@hearthline/api";

export const ME = "staff-me";

export const stamp = (seconds: number): string =>
  new Date(Date.UTC(2026, 10, 21, 8, 0, seconds)).toISOString();

export function aRow(id: string, facts: Partial<Row> = {}): Row {
  return {
    id,
    status: "agent",
    channel: { key: "web", kind: "web", name: "官网" },
    customer: { id: null, label: "张*" },
    last: null,
    last_seq: 1,
    unread: 0,
    queue_id: null,
    holder: { id: ME, name: "李静" },
    offered_to: null,
    offer_expires_at: null,
    queued_at: null,
    waiting_since: null,
    priority: 2,
    reason: null,
    verify_level: "L1",
    opened_at: stamp(0),
    updated_at: stamp(0),
    closed_at: null,
    locale: "zh-CN",
    ...facts,
  };
}

export function aMessage(seq: number, facts: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    seq,
    conversation_id: "c1",
    client_id: null,
    sender: { kind: "customer", name: "张*", ai: false },
    kind: "text",
    text: `第 ${seq} 句`,
    data: {},
    reply_to: null,
    created_at: stamp(seq),
    ...facts,
  };
}
