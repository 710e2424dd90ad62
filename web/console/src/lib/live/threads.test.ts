import type { ThreadPage } from "@hearthline/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { DeskLine } from "./desk-line";
import { aMessage } from "./testing";
import { OpenThreads } from "./threads";

/** A server with threads of 120 messages each. */
function aServer() {
  const asked: { id: string; where: object }[] = [];
  const load = (
    id: string,
    where: { after_seq?: number; before_seq?: number; limit?: number },
  ): Promise<ThreadPage> => {
    asked.push({ id, where });
    const end = (where.before_seq ?? 121) - 1;
    const start = Math.max(1, end - (where.limit ?? 50) + 1);
    const seqs = Array.from({ length: end - start + 1 }, (_, i) => start + i);
    return Promise.resolve({
      epoch: "e",
      messages: seqs.map((seq) => aMessage(seq, { conversation_id: id })),
      last_seq: 120,
      status: "agent",
      customer_read_seq: 0,
      agent_read_seq: 0,
    });
  };
  return { asked, threads: new OpenThreads(load) };
}

describe("open threads", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("hold what the server has not answered for yet", () => {
    const { threads } = aServer();
    expect(threads.holdsUnsent()).toBe(false);
    threads.apply("c1", { do: "send", clientId: "m1", text: "稍等", at: "2026-11-26T08:00:00Z" });
    expect(threads.holdsUnsent()).toBe(true);
    threads.apply("c1", { do: "drop", clientId: "m1" });
    expect(threads.holdsUnsent()).toBe(false);
  });

  it("each hello names the place of every open thread, not only of the shown one", async () => {
    const { threads } = aServer();
    const ears = { onRow: vi.fn<() => void>(), onReset: vi.fn<() => void>() };
    const line = new DeskLine(threads, {
      ...ears, onQueues: () => undefined, onPresence: () => undefined,
    });
    for (const id of ["c1", "c2", "c3"]) await threads.open(id);
    threads.take("c2", aMessage(121, { conversation_id: "c2" }));
    expect(line.hello()).toMatchObject({ threads: { c1: 120, c2: 121, c3: 120 } });
  });

  it("loads upwards until a searched message is there, and no further", async () => {
    const { asked, threads } = aServer();
    await threads.open("c1");
    await threads.reach("c1", 3);
    expect(threads.get("c1").messages[0]?.seq).toBe(1);
    const before = asked.length;
    await threads.reach("c1", 60);
    expect(asked).toHaveLength(before);
  });

  it("shows what is being typed until it is sent, stopped, or long silent", async () => {
    const { threads } = aServer();
    await threads.open("c1");
    const typing = { type: "typing", conversation_id: "c1", sender: "customer", on: true } as const;
    threads.hear({ ...typing, preview: "还没想" });
    expect(threads.get("c1").preview).toBe("还没想");
    threads.take("c1", aMessage(121));
    expect(threads.get("c1").preview).toBeNull();
    threads.hear({ ...typing, preview: "再问" });
    vi.advanceTimersByTime(9_000);
    expect(threads.get("c1")).toMatchObject({ customerTyping: false, preview: null });
  });

  it("keeps what waits to be sent until it is sent or comes back", () => {
    const { threads } = aServer();
    const wait = { do: "wait", clientId: "k", text: "马上", at: "", dueAt: "2026-11-21T08:00:05Z" } as const;
    threads.apply("c1", wait);
    expect(threads.get("c1").pending).toMatchObject([{ state: "waiting", dueAt: wait.dueAt }]);
    threads.apply("c1", { do: "returned" });
    expect(threads.get("c1").pending).toEqual([]);
    threads.apply("c1", wait);
    threads.apply("c1", { do: "message", message: aMessage(1, { client_id: "k" }) });
    expect(threads.get("c1").pending).toEqual([]);
  });
});
