import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { aMessage } from "./testing";
import { emptyThread, gapAfter, lastSeq, reduceThread, type Thread } from "./thread";

const page = (seqs: number[], epoch = "e") => ({
  do: "page" as const,
  page: {
    epoch,
    messages: seqs.map((seq) => aMessage(seq)),
    last_seq: seqs.at(-1) ?? 0,
    status: "agent" as const,
    customer_read_seq: 0,
    agent_read_seq: 0,
  },
});
const seqs = (thread: Thread) => thread.messages.map((message) => message.seq);

describe("a thread", () => {
  it("holds every message once and in order, however they arrive (R170)", () => {
    const arrivals = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 120 });
    fc.assert(
      fc.property(arrivals, fc.array(fc.nat(29)), (numbers, pages) => {
        let thread = emptyThread;
        for (const seq of numbers) {
          thread = reduceThread(thread, { do: "message", message: aMessage(seq) });
          const at = pages.pop();
          if (at !== undefined) thread = reduceThread(thread, page([at + 1, at + 2]));
        }
        expect(seqs(thread)).toEqual([...new Set(seqs(thread))].toSorted((a, b) => a - b));
        for (const seq of numbers) expect(seqs(thread)).toContain(seq);
      }),
    );
  });

  it("knows the first number after which something is missing", () => {
    const whole = reduceThread(emptyThread, page([4, 5, 6]));
    expect(gapAfter(whole)).toBeNull();
    const holed = reduceThread(whole, { do: "message", message: aMessage(9) });
    expect(gapAfter(holed)).toBe(6);
    expect(gapAfter(reduceThread(holed, page([7, 8])))).toBeNull();
  });

  it("puts older messages in front without touching the newer ones", () => {
    const thread = reduceThread(reduceThread(emptyThread, page([5, 6])), page([3, 4]));
    expect(seqs(thread)).toEqual([3, 4, 5, 6]);
  });

  it("begins again when the log has a new epoch", () => {
    const thread = reduceThread(reduceThread(emptyThread, page([1, 2, 3])), page([1], "new"));
    expect(seqs(thread)).toEqual([1]);
  });

  it("takes the stored message for the one shown at once, by its client_id", () => {
    const sent = { do: "send" as const, clientId: "k", text: "您好", at: "" };
    const shown = reduceThread(emptyThread, sent);
    expect(shown.pending).toHaveLength(1);
    const stored = aMessage(1, { client_id: "k" });
    const told = reduceThread(shown, { do: "message", message: stored });
    expect(told.pending).toEqual([]);
    expect(seqs(told)).toEqual([1]);
    expect(reduceThread(told, { do: "message", message: stored })).toMatchObject({
      messages: told.messages,
    });
    expect(reduceThread(told, sent).pending).toEqual([]);
  });

  it("keeps a reply that failed until it is sent again or taken back", () => {
    let thread = reduceThread(emptyThread, { do: "send", clientId: "k", text: "您好", at: "" });
    thread = reduceThread(thread, { do: "fail", clientId: "k", why: "断网", retryable: true });
    expect(thread.pending[0]).toMatchObject({ state: "failed", why: "断网" });
    thread = reduceThread(thread, { do: "retry", clientId: "k" });
    expect(thread.pending[0]).toMatchObject({ state: "sending", why: null });
    expect(reduceThread(thread, { do: "drop", clientId: "k" }).pending).toEqual([]);
  });

  it("never lets a read mark go back", () => {
    let thread = reduceThread(emptyThread, { do: "receipt", seq: 5, sender: "customer" });
    thread = reduceThread(thread, { do: "receipt", seq: 3, sender: "customer" });
    expect(thread.customerReadSeq).toBe(5);
    expect(thread.agentReadSeq).toBe(0);
  });

  it("stops showing that the customer types when the words have come", () => {
    const typing = reduceThread(emptyThread, { do: "typing", on: true });
    const told = reduceThread(typing, { do: "message", message: aMessage(1) });
    expect(told.customerTyping).toBe(false);
    expect(lastSeq(told)).toBe(1);
  });
});
