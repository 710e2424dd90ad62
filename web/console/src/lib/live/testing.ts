/** Rows, messages and a live layer without a line, for tests. */
import type { Message, Row, ThreadPage } from "@hearthline/api";
import { QueryClient } from "@tanstack/react-query";

import { createStore } from "@/lib/store";

import { Bus } from "./bus";
import { DeskLine } from "./desk-line";
import { Link, type LinkState } from "./link";
import { Lists } from "./lists";
import type { Live } from "./live";
import { OpenThreads } from "./threads";

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
    members: [],
    is_lent: false,
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

/** A live layer whose line is down; frames are told by `bus.tell`. */
export function aLive({
  load = () => Promise.reject(new Error("not asked for")),
  queries = new QueryClient(),
}: {
  load?: (id: string) => Promise<ThreadPage>;
  queries?: QueryClient;
} = {}): Live {
  const threads = new OpenThreads(load);
  const line = new DeskLine(threads, {
    onRow: () => undefined,
    onReset: () => undefined,
    onQueues: () => undefined,
    onPresence: () => undefined,
  });
  const link = new Link({
    dial: () => {
      throw new Error("no line in tests");
    },
    hello: () => line.hello(),
    onFrame: () => undefined,
    onState: () => undefined,
    onRefused: () => undefined,
  });
  return {
    threads,
    lists: new Lists(queries, ME, () => 0),
    line,
    bus: new Bus(),
    link,
    state: createStore<LinkState>("stopped"),
    openThread: () => Promise.resolve(),
  };
}
