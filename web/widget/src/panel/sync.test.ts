import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { CONVERSATION, message, mine, page } from "../fakes/messages";
import { Exchange } from "../fakes/socket";
import { Sync } from "./sync";
import type { CustomerApi } from "./wire/customer-api";
import { Fault } from "./wire/fault";
import { Line } from "./wire/line";
import type { Message } from "./wire/messages";

let log: Message[];
let epoch: string;
let shown: number[];
let exchange: Exchange;
const read = vi.fn((after: number, limit: number) => {
  const messages = log.filter((each) => each.seq > after).slice(0, limit);
  return Promise.resolve(page(messages, { epoch, last_seq: log.length }));
});
const reopen = vi.fn<() => Promise<boolean>>();

async function started(): Promise<Sync> {
  const api = {
    read,
    streamAddress: (after: number, of: string) => ({
      url: `ws://host/stream?after_seq=${after}&epoch=${of}`,
      protocol: "bearer.t",
    }),
  } as unknown as CustomerApi;
  const owner = {
    fresh: (messages: readonly Message[]) => void shown.push(...messages.map((each) => each.seq)),
    page: () => undefined,
    frame: () => undefined,
    lineState: () => undefined,
    reopen,
  };
  const sync = new Sync(api, owner, (lineOwner) => new Line(lineOwner, exchange.make));
  await sync.load(conversation(), false);
  sync.line.start();
  return sync;
}

function conversation() {
  return { id: CONVERSATION, epoch, status: "bot" as const, last_seq: log.length, queue: null };
}

function hear(seq: number): void {
  exchange.last.say({ type: "message", message: message(seq) });
}

beforeEach(() => {
  vi.useFakeTimers();
  exchange = new Exchange();
  log = [1, 2, 3].map((seq) => message(seq));
  epoch = "e1";
  shown = [];
  read.mockClear();
  reopen.mockReset().mockResolvedValue(true);
});
afterEach(() => void vi.useRealTimers());

test("the socket resumes behind the page that was read", async () => {
  await started();
  expect(exchange.last.address.get("after_seq")).toBe("3");
  expect(exchange.last.address.get("epoch")).toBe("e1");
});

test("what page and socket both bring is shown once", async () => {
  await started();
  hear(3);
  hear(4);
  hear(4);
  expect(shown).toEqual([1, 2, 3, 4]);
});

test("a hole in the stream is filled by reading", async () => {
  const sync = await started();
  log.push(message(4), message(5), message(6));

  hear(6);
  await vi.advanceTimersByTimeAsync(0);

  expect(sync.ledger.messages.map((each) => each.seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a message posted but not echoed within 5 s: the deaf socket is replaced", async () => {
  const sync = await started();
  hear(3);
  log.push(mine(4), message(5));

  sync.posted(mine(4));
  await vi.advanceTimersByTimeAsync(8_000);

  expect(shown).toEqual([1, 2, 3, 4, 5]);
  expect(exchange.sockets.length).toBeGreaterThanOrEqual(2);
  sync.line.stop();
});

test("a message posted and echoed costs no further reading", async () => {
  const sync = await started();
  log.push(mine(4));
  sync.posted(mine(4));
  hear(4);
  const before = read.mock.calls.length;

  await vi.advanceTimersByTimeAsync(8_000);

  expect(read.mock.calls.length).toBe(before);
  sync.line.stop();
});

test("reset opens the session again, and a second one soon after waits", async () => {
  await started();
  vi.spyOn(Math, "random").mockReturnValue(0.9);
  exchange.last.say({ type: "reset", epoch: "e2" });
  await vi.advanceTimersByTimeAsync(0);
  expect(reopen).toHaveBeenCalledTimes(1);

  exchange.last.say({ type: "reset", epoch: "e2" });
  await vi.advanceTimersByTimeAsync(500);

  expect(reopen).toHaveBeenCalledTimes(1);
});

test("a new epoch throws the old log away", async () => {
  const sync = await started();
  epoch = "e2";
  log = [message(1, { text: "新的开始" })];

  await sync.load(conversation(), true);

  expect(sync.ledger.messages.map((each) => each.text)).toEqual(["新的开始"]);
});

test("401 while reading opens the session again", async () => {
  const sync = await started();
  read.mockRejectedValueOnce(new Fault("unauthorised"));

  await sync.line.check();

  expect(reopen).toHaveBeenCalledTimes(1);
});

test("a long log opens at its end and pages upwards without holes", async () => {
  log = Array.from({ length: 130 }, (_, index) => message(index + 1));
  const sync = await started();
  expect(sync.ledger.messages[0]?.seq).toBe(91);

  await sync.older();
  await sync.older();

  expect(sync.ledger.messages.map((each) => each.seq)).toEqual(
    Array.from({ length: 120 }, (_, index) => index + 11),
  );
});
