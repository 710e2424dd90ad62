import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { mine } from "../../fakes/messages";
import { Fault } from "../wire/fault";
import type { Message, Saying } from "../wire/messages";
import { Outbox } from "./outbox";
import { Shelf } from "./shelf";

const KEY = "outbox";
const post = vi.fn<(clientId: string, saying: Saying) => Promise<Message>>();
const reauthorise = vi.fn<() => Promise<boolean>>();
const sent = vi.fn<(message: Message) => void>();
let shelf: Shelf;

function outbox(): Outbox {
  return new Outbox({ post, reauthorise, sent, changed: () => undefined }, shelf, KEY, () => 0.5);
}

function say(box: Outbox, id: string): void {
  box.add(id, { kind: "text", text: id }, id);
}

const ids = () => post.mock.calls.map(([clientId]) => clientId);
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  shelf = new Shelf(() => sessionStorage);
  post.mockReset().mockImplementation((clientId) => Promise.resolve(mine(1, { client_id: clientId })));
  reauthorise.mockReset().mockResolvedValue(true);
  sent.mockReset();
});
afterEach(() => void vi.useRealTimers());

test("messages go out one after another in the order written", async () => {
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  say(box, "b");
  await settle();

  expect(ids()).toEqual(["a", "b"]);
  expect(box.drafts).toEqual([]);
});

test("a cut is tried again by itself under the same client_id", async () => {
  post.mockRejectedValueOnce(new Fault("network"));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  await settle(5_000);

  expect(ids()).toEqual(["a", "a"]);
  expect(sent).toHaveBeenCalledTimes(1);
});

test("after four cuts it is failed, and the person's retry keeps the client_id", async () => {
  post.mockRejectedValue(new Fault("network"));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  await settle(60_000);
  expect(box.drafts[0]).toMatchObject({ state: "failed", fault: "network", clientId: "a" });

  post.mockResolvedValue(mine(1));
  box.retry("a");
  await settle();

  expect(new Set(ids())).toEqual(new Set(["a"]));
  expect(box.drafts).toEqual([]);
});

test("pressing retry twice sends once", async () => {
  post.mockRejectedValueOnce(new Fault("invalid"));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  await settle();

  box.retry("a");
  box.retry("a");
  await settle();

  expect(ids()).toEqual(["a", "a"]);
});

test("a failed one does not hold up the next", async () => {
  post.mockRejectedValueOnce(new Fault("invalid"));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  say(box, "b");
  await settle();

  expect(box.drafts.map((each) => each.clientId)).toEqual(["a"]);
  expect(sent).toHaveBeenCalledTimes(1);
});

test("429 waits as long as the server asks and goes on by itself", async () => {
  post.mockRejectedValueOnce(new Fault("too_many", 3_000));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  await settle(2_900);
  expect(ids()).toHaveLength(1);

  await settle(200);

  expect(ids()).toEqual(["a", "a"]);
});

test("401 opens a new session and sends again", async () => {
  post.mockRejectedValueOnce(new Fault("unauthorised"));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  await settle();

  expect(reauthorise).toHaveBeenCalledTimes(1);
  expect(ids()).toEqual(["a", "a"]);
});

test("409 is failed at once and says that the chat is closed", async () => {
  post.mockRejectedValue(new Fault("closed"));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  await settle();

  expect(box.drafts[0]).toMatchObject({ state: "failed", fault: "closed" });
});

test("a reload loses nothing and keeps the client_id", async () => {
  post.mockReturnValue(new Promise(() => undefined));
  const before = outbox();
  before.begin("p", "c");
  say(before, "a");
  say(before, "b");

  post.mockReset().mockImplementation((clientId) => Promise.resolve(mine(1, { client_id: clientId })));
  outbox().begin("p", "c");
  await settle();

  expect(ids()).toEqual(["a", "b"]);
});

test("what was written before the session is there goes out when it is", async () => {
  const box = outbox();
  say(box, "a");
  await settle();
  expect(ids()).toEqual([]);

  box.begin("p", "c");
  await settle();

  expect(ids()).toEqual(["a"]);
});

test("another person's words are never sent in this person's name", async () => {
  post.mockReturnValue(new Promise(() => undefined));
  const before = outbox();
  before.begin("wang", "c1");
  say(before, "a");

  const after = outbox();
  after.begin("li", "c2");
  await settle();

  expect(ids()).toEqual(["a"]);
  expect(after.drafts).toEqual([]);
});

test("words for a conversation that is over wait for the person's decision", async () => {
  post.mockReturnValue(new Promise(() => undefined));
  const before = outbox();
  before.begin("p", "c1");
  say(before, "a");

  const after = outbox();
  after.begin("p", "c2");
  await settle();

  expect(after.drafts[0]).toMatchObject({ state: "failed", fault: "closed" });
});

test("a message seen in the thread is no longer in the outbox", async () => {
  post.mockRejectedValue(new Fault("invalid"));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  await settle();

  box.confirm([mine(4, { client_id: "a" })]);

  expect(box.drafts).toEqual([]);
  expect(sessionStorage.getItem(KEY)).toBeNull();
});

test("when the network is back, what failed for want of it goes out again", async () => {
  post.mockRejectedValue(new Fault("network"));
  const box = outbox();
  box.begin("p", "c");
  say(box, "a");
  await settle(60_000);

  post.mockReset().mockResolvedValue(mine(1));
  box.revive();
  await settle();

  expect(ids()).toEqual(["a"]);
});
