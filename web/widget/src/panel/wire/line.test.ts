import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { message } from "../../fakes/messages";
import { Exchange } from "../../fakes/socket";
import { Line, type Probe } from "./line";

let exchange: Exchange;
let frames: unknown[];
let afterSeq: number;
const probe = vi.fn<() => Promise<Probe>>();
const STATE = { type: "state", status: "bot", queue: null, agent: null };

function line(random = () => 0.5): Line {
  const owner = {
    address: () => ({ url: `ws://host/stream?after_seq=${afterSeq}`, protocol: "bearer.t" }),
    frame: (frame: unknown) => void frames.push(frame),
    lineState: () => undefined,
    probe,
  };
  return new Line(owner, exchange.make, random);
}

beforeEach(() => {
  vi.useFakeTimers();
  exchange = new Exchange();
  frames = [];
  afterSeq = 0;
  probe.mockReset().mockResolvedValue("fine");
});
afterEach(() => void vi.useRealTimers());

test("the token goes as subprotocol and the last seq as the place to resume", () => {
  afterSeq = 7;
  line().start();

  expect(exchange.last.protocol).toBe("bearer.t");
  expect(exchange.last.address.get("after_seq")).toBe("7");
});

test("a cut socket is followed by another that resumes behind what was heard", async () => {
  line().start();
  exchange.last.say({ type: "message", message: message(1) });
  afterSeq = 1;

  exchange.last.cut();
  await vi.advanceTimersByTimeAsync(1_500);

  expect(exchange.sockets).toHaveLength(2);
  expect(exchange.last.address.get("after_seq")).toBe("1");
});

test("what an abandoned socket still says is not heard", async () => {
  line().start();
  const old = exchange.last;
  old.cut();
  await vi.advanceTimersByTimeAsync(1_000);

  old.say(STATE);

  expect(frames).toEqual([]);
});

test("silence that hides no message keeps the socket", async () => {
  line().start();
  exchange.last.say(STATE);

  await vi.advanceTimersByTimeAsync(46_000);

  expect(probe).toHaveBeenCalledTimes(1);
  expect(exchange.sockets).toHaveLength(1);
});

test("one-way loss: a deaf socket is found within 45 s and replaced", async () => {
  const deaf = line();
  deaf.start();
  exchange.last.say(STATE);
  probe.mockResolvedValue("deaf");

  await vi.advanceTimersByTimeAsync(46_500);

  expect(exchange.sockets).toHaveLength(2);
  expect(exchange.sockets[0]?.readyState).toBe(3);
  deaf.stop();
});

test("a socket that never opens is given up and its place is taken by reading", async () => {
  const blocked = line(() => 1);
  blocked.start();

  await vi.advanceTimersByTimeAsync(60_000);

  expect(probe.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(exchange.sockets.length).toBeGreaterThanOrEqual(3);
  blocked.stop();
});

test("the back-off grows while nothing answers and is jittered in full", async () => {
  probe.mockResolvedValue("failed");
  const waits = vi.spyOn(globalThis, "setTimeout");
  const lost = line(() => 0.999);
  lost.start();
  exchange.last.cut();
  await vi.advanceTimersByTimeAsync(120_000);

  const longest = Math.max(...waits.mock.calls.map(([, ms]) => ms ?? 0));
  expect(longest).toBeGreaterThan(29_000);
  expect(longest).toBeLessThanOrEqual(30_000);
  lost.stop();
});

test("a line that opens and breaks at once keeps backing off", async () => {
  const flapping = line(() => 1);
  flapping.start();
  for (let tenths = 0; tenths < 600; tenths += 1) {
    if (exchange.last.readyState === 0) exchange.last.say(STATE);
    if (exchange.last.readyState === 1) exchange.last.cut();
    await vi.advanceTimersByTimeAsync(100);
  }

  expect(exchange.sockets.length).toBeLessThanOrEqual(10);
  flapping.stop();
});

test("a stopped line stays stopped", async () => {
  const stopped = line();
  stopped.start();
  stopped.stop();

  exchange.last.cut();
  await vi.advanceTimersByTimeAsync(100_000);

  expect(exchange.sockets).toHaveLength(1);
});

test("nothing is sent on a socket that is not open", () => {
  const unopened = line();
  unopened.start();

  expect(unopened.send({ type: "typing", on: true })).toBe(false);
  exchange.last.accept();
  expect(unopened.send({ type: "typing", on: true })).toBe(true);
});
