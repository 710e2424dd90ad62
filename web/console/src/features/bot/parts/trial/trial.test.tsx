import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { aTried } from "../../testing";
import { piecesOf, reasonsOf } from "./spans";
import { FRESH, lookedAt, messageOf, trialReducer } from "./trial";
import { TryView } from "./try-view";
import { commandText } from "./why-judged";

const span = (type: string, start: number, end: number) => ({
  type, start, end, text: "", value: "", is_certain: true,
});

describe("the sentence with its values", () => {
  it("is cut where values begin and end, overlapping ones too", () => {
    const pieces = piecesOf("3号楼2单元501", [span("address", 0, 9), span("room", 6, 9)]);
    expect(pieces).toEqual([
      { text: "3号楼2单元", types: ["address"] },
      { text: "501", types: ["address", "room"] },
    ]);
  });

  it("counts letters as the server does, and loses none", () => {
    const pieces = piecesOf("😀15度", [span("temp_c", 1, 4)]);
    expect(pieces.map(({ text }) => text)).toEqual(["😀", "15度"]);
    expect(piecesOf("abc", [span("odd", 2, 9), span("empty", 1, 1)])).toEqual([{ text: "abc", types: [] }]);
  });
});

describe("an explanation", () => {
  it("is read whatever its lists are called", () => {
    const lists = reasonsOf({
      terms: [{ term: "不热", weight: 0.8 }],
      nearest: [{ text: "家里不热", intent: "home_cold", similarity: 0.9 }, "another"],
      bias: 3,
      none: [],
    });
    expect(lists).toEqual([
      { name: "terms", reasons: [{ text: "不热", note: "", weight: 0.8 }] },
      {
        name: "nearest",
        reasons: [
          { text: "家里不热", note: "home_cold", weight: 0.9 },
          { text: "another", note: "", weight: null },
        ],
      },
    ]);
    expect(reasonsOf(null)).toEqual([]);
  });
});

describe("commands in words", () => {
  it.each([
    [{ name: "Set", details: { slot: "temp", value: 15, shown: "15 ℃" } }, "temp = 15 ℃"],
    [{ name: "Start", details: { flow: "leak", domain: "heating", intent: "leak" } }, "heating/leak"],
    [{ name: "HandOff", details: { reason: "asked", priority: 3 } }, "asked"],
    [{ name: "Clarify", details: { options: [{ label: "缴费", value: "a" }, { label: "查费", value: "b" }] } }, "缴费 / 查费"],
    [{ name: "Affirm", details: {} }, ""],
  ])("%o", (command, told) => {
    expect(commandText(command)).toBe(told);
  });
});

describe("a trial", () => {
  it("shows the reasons of the chosen message, else of the last that was answered", () => {
    let trial = trialReducer(FRESH, { type: "said", id: 1, said: "不热" });
    trial = trialReducer(trial, { type: "answered", id: 1, tried: aTried() });
    trial = trialReducer(trial, { type: "said", id: 2, said: "昨天" });
    expect(lookedAt(trial)?.id).toBe(1);
    trial = trialReducer(trial, { type: "answered", id: 2, tried: aTried({ session: "s2" }) });
    expect(lookedAt(trial)?.id).toBe(2);
    expect(lookedAt(trialReducer(trial, { type: "looked", id: 1 }))?.id).toBe(1);
  });

  it("takes back what could not be said", () => {
    const trial = trialReducer(FRESH, { type: "said", id: 1, said: "不热" });
    expect(trialReducer(trial, { type: "failed", id: 1 }).turns).toEqual([]);
  });

  it("tells who the customer is, without empty account numbers", () => {
    const who = { level: "L2" as const, locale: "en" as const, domains: [], accounts: { heating: " 1203005678 ", power: "" } };
    const message = messageOf(who, { text: "hi", choice: null }, { release: null, session: null });
    expect(message.given).toEqual({
      level: "L2",
      accounts: [{ domain: "heating", account_no: "1203005678" }],
    });
  });
});

async function say(permissions?: ["bot.view"]) {
  const server = serve({
    "POST /api/v1/bot/try": aTried(),
    "GET /api/v1/bot/trades": { items: [] },
    "GET /api/v1/bot/intents": { items: [], next_cursor: null },
    "POST /api/v1/bot/examples": { id: "e1", intent: "home_cold", domain: "heating", text: "家里15度", kind: "example", by: null, at: "2026-11-21T08:00:00Z" },
    "DELETE /api/v1/bot/examples/e1": new Response(null, { status: 204 }),
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<TryView />, permissions ? { permissions } : {});
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "家里15度" } });
  fireEvent.click(screen.getByRole("button", { name: /说$/ }));
  await screen.findByText("从什么时候开始的？");
  return server;
}

describe("trying on the page", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("answers, says why, and goes on with the session", async () => {
    const { asked } = await say();
    expect(screen.getByText("整户不热")).toBeTruthy();
    expect(screen.getByText("97.0%")).toBeTruthy();
    expect(screen.getByText("15度").tagName).toBe("MARK");
    fireEvent.change(screen.getByRole("textbox"), { target: { value: "昨天" } });
    fireEvent.click(screen.getByRole("button", { name: /说$/ }));
    await waitFor(() => expect(asked.filter(({ path }) => path.endsWith("/try"))).toHaveLength(2));
    const [first, second] = asked.filter(({ path }) => path.endsWith("/try"));
    expect(first?.body).toMatchObject({ session: null, text: "家里15度" });
    expect(second?.body).toMatchObject({ session: "s1", text: "昨天" });
  });

  it("teaches the sentence with one press, and takes it back with another", async () => {
    const { asked } = await say();
    fireEvent.click(screen.getByRole("button", { name: "加为例句" }));
    fireEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(asked.some(({ method }) => method === "DELETE")).toBe(true));
    expect(asked.find(({ path }) => path.endsWith("/examples"))?.body).toEqual({
      intent: "home_cold", domain: "heating", text: "家里15度", kind: "example",
    });
    expect(asked.find(({ method }) => method === "DELETE")?.path).toBe("/api/v1/bot/examples/e1");
  });

  it("offers no teaching to one who may only look", async () => {
    await say(["bot.view"]);
    expect(screen.queryByRole("button", { name: "加为例句" })).toBeNull();
    expect(screen.queryByText("是别的意思，选一个意图")).toBeNull();
  });
});
