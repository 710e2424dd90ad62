import type { FoundPage, KnowledgeHit, SearchWords } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { effectOn, wordsIn } from "./effect";
import WordsPage from "./page";

const AT = "/api/v1/knowledge/synonyms";
const group = (facts: Partial<SearchWords> = {}): SearchWords => ({
  id: "w1", kind: "synonym", words: ["暖气片", "散热片"], by: "1", at: "2026-11-26T08:00:00Z", ...facts,
});
const placed = (...ids: string[]) => ids.map((article_id) => ({ article_id }));

describe("the effect of a change", () => {
  it("tells what came, rose and fell", () => {
    const [before, now] = [placed("a", "b", "c"), placed("b", "d", "c", "a")];
    expect(now.map((one) => effectOn(one, now, before))).toEqual([
      { kind: "risen", from: 2, to: 1 },
      { kind: "new" },
      { kind: "same" },
      { kind: "fallen", from: 1, to: 4 },
    ]);
  });
});

describe("words as they are pasted", () => {
  it("come apart at marks and lines, each once", () => {
    expect(wordsIn(["暖气片、散热片，片儿", " 暖气片 \n地暖"])).toEqual(["暖气片", "散热片", "片儿", "地暖"]);
  });
});

function open(items: SearchWords[], { mayEdit = true, at = "/knowledge/words", more = {} } = {}) {
  const server = serve({
    [`GET ${AT}`]: { items, cursor: null },
    [`POST ${AT}`]: group({ id: "w2" }),
    [`PUT ${AT}/w1`]: group({ words: ["暖气片", "片儿"] }),
    [`DELETE ${AT}/w1`]: {},
    ...more,
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<WordsPage />, { permissions: mayEdit ? ["knowledge.view", "knowledge.edit"] : ["knowledge.view"], at });
  return server;
}

describe("the words", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("say what each group does, and are only read without the permission", async () => {
    open([group(), group({ id: "w3", kind: "protected", words: ["暖心苑"] })], { mayEdit: false });
    expect(await screen.findByText("问到其中一个，也按其他说法再找一遍")).toBeTruthy();
    expect(screen.getByText("整个保留，里面的字词不按同义词替换")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /删除|添加/ })).toBeNull();
  });

  it("are deleted with a way back that keeps the group as it was", async () => {
    const { asked } = open([group()]);
    fireEvent.click(await screen.findByRole("button", { name: "删除“暖气片、散热片”" }));
    fireEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(asked.some(({ method }) => method === "POST")).toBe(true));
    expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
      kind: "synonym", words: ["暖气片", "散热片"],
    });
  });

  it("are added when there are two of them, typed together", async () => {
    const { asked } = open([]);
    fireEvent.click(await screen.findByRole("button", { name: /添加同义词/ }));
    const dialog = await screen.findByRole("dialog");
    const save = within(dialog).getByRole<HTMLButtonElement>("button", { name: "保存" });
    fireEvent.change(within(dialog).getByRole("combobox"), { target: { value: "暖气片" } });
    expect(save.disabled).toBe(true);
    fireEvent.change(within(dialog).getByRole("combobox"), { target: { value: "暖气片、散热片、" } });
    await waitFor(() => expect(save.disabled).toBe(false));
    fireEvent.click(save);
    await waitFor(() => expect(asked.some(({ method }) => method === "POST")).toBe(true));
    expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
      kind: "synonym", words: ["暖气片", "散热片"],
    });
  });

  it("can be tried: the hits come with the terms that made them fit", async () => {
    const hit = {
      article_id: "a1", title: "暖气不热", question: "暖气片不热", band: "direct", score: 0.8,
      why: [{ field: "similar", channel: "words", terms: ["暖气片"], share: 0.5 }],
    } as KnowledgeHit;
    const found = { way: "question", items: [hit], total: 1 } as FoundPage;
    open([group()], { more: { "GET /api/v1/knowledge/find": found } });
    fireEvent.click(await screen.findByRole("button", { name: "用“暖气片”试一试" }));
    expect(await screen.findByText("暖气不热")).toBeTruthy();
    expect(screen.getByText("重合 50%")).toBeTruthy();
    expect(screen.getByText("直接回答")).toBeTruthy();
  });
});
