import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { aMessage } from "@/lib/live/testing";
import { OpenThreads } from "@/lib/live/threads";

import { Sending } from "./sending";

const problem = (status: number) =>
  new Response(JSON.stringify({ code: "x", detail: `状态 ${status}` }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });

/** A server that answers the sends in turn with these statuses; 0 is a cut line. */
function aServer(statuses: number[]) {
  const bodies: { client_id: string; text: string }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const body = (await request.json()) as { client_id: string; text: string };
    bodies.push(body);
    const status = statuses[bodies.length - 1] ?? 201;
    if (status === 0) throw new TypeError("cut");
    if (status >= 400) return problem(status);
    return Response.json({ message: { ...aMessage(bodies.length), ...body } }, { status });
  });
  const threads = new OpenThreads(() => Promise.reject(new Error("not asked for")));
  return { bodies, threads, sending: new Sending(threads, (error) => String(error)) };
}

/** Lets every pause of the retries pass, with the streams of the bodies in between. */
const settle = async () => {
  for (let i = 0; i < 20; i += 1) {
    await new Promise((done) => setImmediate(done));
    await vi.advanceTimersByTimeAsync(10_000);
  }
};

describe("sending a reply", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    localStorage.clear();
  });

  it("shows words again that were not sent when the page was left, and sends them when told", async () => {
    const left = aServer([0, 0, 0, 0]);
    left.sending.send("c1", "师傅下午到");
    await settle();
    const { bodies, threads, sending } = aServer([201]);
    sending.restore("c1");
    sending.restore("c1");
    const [shown, ...more] = threads.get("c1").pending;
    expect(more).toEqual([]);
    expect(shown).toMatchObject({ text: "师傅下午到", state: "failed", retryable: true });
    sending.again("c1", shown?.clientId ?? "", shown?.text ?? "");
    await settle();
    expect(bodies.map(({ text }) => text)).toEqual(["师傅下午到"]);
    expect(bodies[0]?.client_id).toBe(left.bodies[0]?.client_id);
    const opened = aServer([]);
    opened.sending.restore("c1");
    expect(opened.threads.get("c1").pending).toEqual([]);
  });

  it("shows nothing again that the server has or that was taken back", async () => {
    const first = aServer([201, 0, 0, 0, 0]);
    first.sending.send("c1", "收到");
    first.sending.send("c1", "不发了");
    await settle();
    const failed = first.threads.get("c1").pending[0];
    first.sending.cancel("c1", failed?.clientId ?? "");
    const opened = aServer([]);
    opened.sending.restore("c1");
    expect(opened.threads.get("c1").pending).toEqual([]);
  });

  it("shows it at once and repeats it with the same id until the server has it (R170)", async () => {
    const { bodies, threads, sending } = aServer([0, 503, 201]);
    sending.send("c1", "您好");
    expect(threads.get("c1").pending).toHaveLength(1);
    await settle();
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map((body) => body.client_id)).size).toBe(1);
    expect(threads.get("c1").pending).toEqual([]);
    expect(threads.get("c1").messages).toHaveLength(1);
  });

  it("gives up on a refusal at once and keeps the words", async () => {
    const { bodies, threads, sending } = aServer([409]);
    sending.send("c1", "您好");
    await settle();
    expect(bodies).toHaveLength(1);
    expect(threads.get("c1").pending[0]).toMatchObject({ state: "failed", retryable: false });
  });

  it("lets the person send it again with the same id after the session was renewed", async () => {
    const { bodies, threads, sending } = aServer([401, 201]);
    sending.send("c1", "您好");
    await settle();
    const [held] = threads.get("c1").pending;
    expect(held).toMatchObject({ state: "failed", retryable: true });
    sending.again("c1", held?.clientId ?? "", "您好");
    await settle();
    expect(bodies[0]?.client_id).toBe(bodies[1]?.client_id);
    expect(threads.get("c1").pending).toEqual([]);
  });

  it("does not send twice when retry is pressed twice", async () => {
    const { bodies, threads, sending } = aServer([401, 201, 201]);
    sending.send("c1", "您好");
    await settle();
    const [held] = threads.get("c1").pending;
    sending.again("c1", held?.clientId ?? "", "您好");
    sending.again("c1", held?.clientId ?? "", "您好");
    await settle();
    expect(bodies).toHaveLength(2);
    expect(threads.get("c1").messages).toHaveLength(1);
  });

  it("shows a kept reply as waiting, and what was taken back is not repeated", async () => {
    const { bodies, threads, sending } = aServer([0, 503]);
    sending.send("c1", "写错了");
    const [held] = threads.get("c1").pending;
    sending.cancel("c1", held?.clientId ?? "");
    await settle();
    expect(bodies.length).toBeLessThanOrEqual(1);
    expect(threads.get("c1").pending).toEqual([]);
  });

  it("sends replies in the order in which they were written", async () => {
    const { bodies, sending } = aServer([503, 201, 201]);
    sending.send("c1", "一");
    sending.send("c1", "二");
    await settle();
    expect(bodies.map((body) => body.text)).toEqual(["一", "一", "二"]);
  });
});
