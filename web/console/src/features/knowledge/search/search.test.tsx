import type { FoundPage, KnowledgeHit } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { askedOf, placesShown, queryOf } from "./asked";
import SearchPage from "./page";

const AT = "GET /api/v1/knowledge/find";
const hit = (facts: Partial<KnowledgeHit> = {}): KnowledgeHit => ({
  article_id: "a1", version: 2, slug: "heating/stop", title: "怎么报停", answer: "供暖前 30 天内可以办理报停。",
  details: "", source: "客服手册", is_local_rule: false, question: "冬天不住能停暖吗", score: 0.8, band: "direct",
  why: [{ field: "similar", channel: "words", terms: ["报停"], share: 0.6 }], kind: "question", professional: "",
  catalogue: "供热/报停", tags: [], scenes: [], attributes: [], attachments: [], ...facts,
});
const found = (facts: Partial<FoundPage> = {}): FoundPage => ({
  way: "question", items: [hit()], total: 23,
  facets: {
    kind: [{ value: "question", count: 20 }],
    catalogue: [{ value: "供热/报停", count: 4 }, { value: "供热", count: 9 }, { value: "供电", count: 2 }],
    tag: [{ value: "缴费", count: 3 }], audience: [],
  },
  ...facts,
});
const at = () => screen.getByLabelText("address").textContent ?? "";

describe("what the address says", () => {
  it("is what is asked for", () => {
    const address = new URLSearchParams("q= 停暖 &way=keyword&catalogue=供热&page=3");
    const asked = askedOf((name) => address.get(name));
    expect(queryOf(asked)).toEqual({ q: "停暖", way: "keyword", catalogue: "供热", limit: 10, offset: 20 });
    expect(askedOf(() => "nonsense")).toMatchObject({ way: "auto", page: 1 });
  });
});

describe("the places", () => {
  it("open only on the way to the chosen one", () => {
    const all = ["供热", "供热/缴费", "供热/缴费/发票", "供热费用/甲", "供热费用"].map((value) => ({ value, count: 1 }));
    const names = (chosen: string | null) => placesShown(all, chosen).map(({ value }) => value);
    expect(new Set(names(null))).toEqual(new Set(["供热", "供热费用"]));
    expect(new Set(names("供热"))).toEqual(new Set(["供热", "供热费用", "供热/缴费"]));
    expect(names("供热/缴费")).toContain("供热/缴费/发票");
  });
});

function open(page: FoundPage, address = "/knowledge/search?q=停暖&page=2") {
  const server = serve({ [AT]: page });
  vi.stubGlobal("fetch", server.fetch);
  show(<SearchPage />, { permissions: ["knowledge.view"], at: address });
  return server;
}

describe("finding", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("says in which way it was found, how sure, and why", async () => {
    open(found());
    expect(await screen.findByText("按意思找到 23 条，最像的在前")).toBeTruthy();
    expect(screen.getByText("可直接回答")).toBeTruthy();
    expect(screen.getByText("重合 60%")).toBeTruthy();
  });

  it("calls nothing sure that was not asked as a question", async () => {
    open(found({ way: "pinyin", items: [hit({ band: "none", why: [] })] }));
    await screen.findByText("拼音首字母相符的有 23 条");
    expect(screen.queryByText("相关度低")).toBeNull();
  });

  it("narrows by a count, from the first page, and takes it off again", async () => {
    open(found());
    const place = await screen.findByRole("button", { name: /供热.*9/ });
    fireEvent.click(place);
    await waitFor(() => expect(decodeURIComponent(at())).toContain("catalogue=供热"));
    expect(at()).not.toContain("page=");
    expect(await screen.findByRole("button", { name: /报停.*4/ })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: /供热.*9/, pressed: true }));
    await waitFor(() => expect(at()).not.toContain("catalogue"));
  });

  it("leaves what was chosen in reach where it left nothing", async () => {
    const none = { kind: [], catalogue: [], tag: [], audience: [] };
    open(found({ items: [], total: 0, facets: none }), "/knowledge/search?q=x&tag=缴费");
    expect(await screen.findByText("这个范围里没有")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "不限范围" }));
    await waitFor(() => expect(at()).not.toContain("tag"));
  });
});
