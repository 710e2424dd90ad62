import type { IntentRow, OwnExample } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";
import { choicesOf } from "../intent-select";
import { ExamplesView } from "./examples-view";

const intent = (domain: string, id: string, zh: string) =>
  ({ domain, id, name: { zh, en: id }, catalogue: "H13" }) as IntentRow;
const INTENTS = [
  intent("heating", "home_cold", "整户不热"),
  intent("heating", "complaint", "投诉"),
  intent("power", "complaint", "投诉"),
];
const OWN: OwnExample = {
  id: "e1", intent: "home_cold", domain: "heating", text: "屋里跟冰窖似的", kind: "counter",
  by: { id: "1", name: "孙悦" }, at: "2026-11-21T08:00:00Z",
};

function open(items: OwnExample[], permissions: ["bot.view"] | ["bot.view", "bot.manage"] = ["bot.view", "bot.manage"], at?: string) {
  const server = serve({
    "GET /api/v1/bot/examples": { items, next_cursor: null },
    "GET /api/v1/bot/intents": { items: INTENTS, next_cursor: null },
    "DELETE /api/v1/bot/examples/e1": new Response(null, { status: 204 }),
    "POST /api/v1/bot/examples": OWN,
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<ExamplesView />, { permissions, ...(at ? { at } : {}) });
  return server;
}

describe("choosing an intent", () => {
  it("has same-named intents of several trades once, for all of them", () => {
    const choices = choicesOf(INTENTS, ({ zh }) => zh);
    expect(choices.map(({ chosen }) => chosen)).toEqual([
      { intent: "home_cold", domain: "heating", name: "整户不热" },
      { intent: "complaint", domain: null, name: "投诉" },
    ]);
    expect(choices[0]?.seek).toContain("h13");
  });
});

describe("own examples", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("are removed with a way back that restores them as they were", async () => {
    const { asked } = open([OWN]);
    fireEvent.click(await screen.findByRole("button", { name: "删除：屋里跟冰窖似的" }));
    fireEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(asked.some(({ method }) => method === "POST")).toBe(true));
    expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
      intent: "home_cold", domain: "heating", kind: "counter", text: "屋里跟冰窖似的",
    });
  });

  it("teach the first step where there are none, and another where a search finds none", async () => {
    open([]);
    expect(await screen.findByText("还没有自己的例句")).toBeTruthy();
    cleanup();
    open([], ["bot.view", "bot.manage"], "/bot/examples?q=abc");
    expect(await screen.findByText("没有这样的例句")).toBeTruthy();
  });

  it("cannot be changed by one who may only look", async () => {
    open([OWN], ["bot.view"]);
    await screen.findByText("屋里跟冰窖似的");
    expect(screen.queryByRole("button", { name: /删除|添加例句|导出/ })).toBeNull();
  });
});
