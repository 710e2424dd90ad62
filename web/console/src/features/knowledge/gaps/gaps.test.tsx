import type { Gap, GapFile } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { GapDetail } from "./parts/gap-detail";
import { GapsBoard } from "./parts/gaps-board";
import { adviceOf, daysUpTo } from "./words";

const NEAR = { article_id: "a1", version: 1, title: "怎么开取暖费发票", score: 0.67, band: "clarify" as const };
const gap = (facts: Partial<Gap> = {}): Gap => ({
  id: "g1", state: "open", title: "取暖费怎么报销", size: 12, first_at: "2026-11-20T08:00:00Z",
  last_at: "2026-11-26T08:00:00Z", counter: 3, merged_into: null, near: NEAR, advice: "similar",
  last_7_days: 8, before_7_days: 4, reasons: { handed_off: 9, outside: 3 }, channels: { web: 12 }, ...facts,
});
const whole = (facts: Partial<GapFile> = {}): GapFile => ({
  ...gap(), examples: [], days: [{ day: "2026-11-26", asked: 8 }], proposals: [], deeds: [], draft: null, merged: [], nearest: [], ...facts,
});
const AT = "/api/v1/knowledge/gaps";
const CARDS = "GET /api/v1/knowledge/articles";
const none = { items: [], next_cursor: null };

describe("what is suggested", () => {
  it("is called the same matter only when that is likely", () => {
    expect(adviceOf(gap())).toBe("similar");
    expect(adviceOf(gap({ near: { ...NEAR, score: 0.1 } }))).toBe("weak");
    expect(adviceOf(gap({ advice: "draft" }))).toBe("draft");
    expect(adviceOf(gap({ advice: null, near: null }))).toBeNull();
  });
});

describe("the days of a gap", () => {
  it("are all there, also those on which nobody asked", () => {
    const days = daysUpTo("2026-03-01", [{ day: "2026-02-28", asked: 2 }], 3);
    expect(days).toEqual([
      { day: "2026-02-27", asked: 0 },
      { day: "2026-02-28", asked: 2 },
      { day: "2026-03-01", asked: 0 },
    ]);
  });
});

describe("the board", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("tells how often, why, and whether it grows, in words", async () => {
    const { fetch } = serve({ [`GET ${AT}`]: { items: [gap()], next_cursor: null } });
    vi.stubGlobal("fetch", fetch);
    show(<GapsBoard head={null} />, { permissions: ["knowledge.edit"] });
    expect(await screen.findByText("12 次")).toBeTruthy();
    expect(screen.getByText("转了人工", { selector: ".hl-mark" })).toBeTruthy();
    expect(screen.getByText(/近 7 天多 4 次/)).toBeTruthy();
  });

  it("says of what a colleague offered by himself that he did, and no counts", async () => {
    const offered = gap({ reasons: {}, channels: {}, size: 1, advice: null });
    const { fetch } = serve({ [`GET ${AT}`]: { items: [offered], next_cursor: null } });
    vi.stubGlobal("fetch", fetch);
    show(<GapsBoard head={null} />, { permissions: ["knowledge.edit"] });
    expect(await screen.findByText("坐席推荐")).toBeTruthy();
    expect(screen.queryByText("1 次")).toBeNull();
  });

  it("teaches what comes here while it is empty", async () => {
    const { fetch } = serve({ [`GET ${AT}`]: none });
    vi.stubGlobal("fetch", fetch);
    show(<GapsBoard head={null} />, { permissions: ["knowledge.edit"] });
    expect(await screen.findByText("没有待处理的缺口")).toBeTruthy();
  });

  it("adds the wording to the nearest item, on the state that was seen, with a way back", async () => {
    const { fetch, asked } = serve({
      [`GET ${AT}/g1`]: whole(), [CARDS]: none, [`POST ${AT}/g1/accept`]: {}, [`POST ${AT}/g1/undo`]: whole(),
    });
    vi.stubGlobal("fetch", fetch);
    show(<GapDetail id="g1" onGone={() => undefined} />, { permissions: ["knowledge.edit"] });
    fireEvent.click(await screen.findByRole("button", { name: "加为问法" }));
    fireEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(asked.some(({ path }) => path === `${AT}/g1/undo`)).toBe(true));
    const accepted = asked.find(({ path }) => path === `${AT}/g1/accept`);
    expect(accepted?.body).toEqual({ article_id: "a1", question: "取暖费怎么报销", counter: 3 });
  });

  it("wants a reason before something is left as it is", async () => {
    const { fetch, asked } = serve({ [`GET ${AT}/g1`]: whole(), [CARDS]: none, [`POST ${AT}/g1/dismiss`]: {} });
    vi.stubGlobal("fetch", fetch);
    show(<GapDetail id="g1" onGone={() => undefined} />, { permissions: ["knowledge.edit"] });
    fireEvent.click(await screen.findByRole("button", { name: "不处理" }));
    const dialog = await screen.findByRole("dialog");
    const deed = [...dialog.querySelectorAll("button")].find(({ textContent }) => textContent === "不处理");
    expect(deed?.disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "与我们的业务无关" }));
    await waitFor(() => expect(deed?.disabled).toBe(false));
    if (deed) fireEvent.click(deed);
    await waitFor(() => expect(asked.some(({ path }) => path === `${AT}/g1/dismiss`)).toBe(true));
  });
});
