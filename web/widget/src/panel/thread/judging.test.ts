import { beforeEach, expect, test, vi } from "vitest";

import { Fault } from "../wire/fault";
import type { Verdict } from "../wire/messages";
import { Judging, type Verdicts } from "./judging";
import { Shelf } from "./shelf";

const KEY = "hearthline:demo:judged";
const post = vi.fn<(seq: number, verdict: Verdict) => Promise<void>>();
const reauthorise = vi.fn<() => Promise<boolean>>();
let seen: Verdicts;

function opened(conversation = "c1"): Judging {
  const changed = (verdicts: Verdicts) => void (seen = verdicts);
  const shelf = new Shelf(() => window.sessionStorage);
  const judging = new Judging({ post, reauthorise, changed }, shelf, KEY);
  judging.begin(conversation);
  return judging;
}

beforeEach(() => {
  sessionStorage.clear();
  post.mockReset().mockResolvedValue();
  reauthorise.mockReset().mockResolvedValue(true);
});

test("a thumb is shown at once, kept over a reload of the page, and changeable", async () => {
  const judging = opened();
  const giving = judging.judge(4, "like");
  expect(seen[4]).toEqual({ shown: "like", failed: null });
  await giving;
  await judging.judge(4, "dislike");
  expect(post.mock.calls).toEqual([
    [4, "like"],
    [4, "dislike"],
  ]);

  opened();
  expect(seen[4]).toEqual({ shown: "dislike", failed: null });
});

test("another conversation begins without thumbs", async () => {
  await opened().judge(4, "like");

  opened("c2");
  expect(seen).toEqual({});
});

test("the last of quick presses wins, one call at a time", async () => {
  const done: (() => void)[] = [];
  post.mockImplementation(() => new Promise((resolve) => void done.push(resolve)));
  const judging = opened();
  const first = judging.judge(4, "like");
  await judging.judge(4, "dislike");
  await judging.judge(4, "like");
  await judging.judge(4, "dislike");
  expect(post).toHaveBeenCalledTimes(1);

  done[0]?.();
  await vi.waitFor(() => expect(post).toHaveBeenCalledTimes(2));
  done[1]?.();
  await first;
  expect(post).toHaveBeenLastCalledWith(4, "dislike");
  expect(seen[4]).toEqual({ shown: "dislike", failed: null });
});

test("what could not be kept falls back to what is, and may be tried again", async () => {
  const judging = opened();
  await judging.judge(4, "like");
  post.mockRejectedValueOnce(new Fault("network"));
  await judging.judge(4, "dislike");
  expect(seen[4]).toEqual({ shown: "like", failed: "dislike" });

  opened();
  expect(seen[4]).toEqual({ shown: "like", failed: null });
  await judging.judge(4, "dislike");
  expect(seen[4]).toEqual({ shown: "dislike", failed: null });
});

test("an expired session is opened anew once", async () => {
  post.mockRejectedValueOnce(new Fault("unauthorised"));
  const judging = opened();
  await judging.judge(4, "like");
  expect(seen[4]).toEqual({ shown: "like", failed: null });

  reauthorise.mockResolvedValue(false);
  post.mockRejectedValue(new Fault("unauthorised"));
  await judging.judge(4, "dislike");
  expect(seen[4]).toEqual({ shown: "like", failed: "dislike" });
  expect(reauthorise).toHaveBeenCalledTimes(2);
});

test("an answer that comes after the conversation was left changes nothing", async () => {
  const done: (() => void)[] = [];
  post.mockImplementation(() => new Promise((resolve) => void done.push(resolve)));
  const judging = opened();
  const late = judging.judge(4, "like");
  judging.begin("c2");
  done[0]?.();
  await late;
  expect(seen).toEqual({});
});
