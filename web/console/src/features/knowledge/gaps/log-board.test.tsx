import type { AskedQuestion } from "@hearthline/api";
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { LogBoard } from "./parts/log-board";

const question = (facts: Partial<AskedQuestion> = {}): AskedQuestion => ({
  id: "q1", at: "2026-11-26T08:00:00Z", source: "bot", channel: "web", audience: "customer", domain: "heating",
  text: "我的电话是 [号码]，暖气不热", outcome: "told", band: "direct", score: 0.82, article_id: "a1", version: 1,
  title: "暖气不热", reason: "rejected", is_rejected: true, is_handed: false, is_rated_low: false, vote: 0,
  conversation_id: null, ...facts,
});

function open(items: AskedQuestion[], at = "/knowledge/gaps?board=log") {
  const urls: URL[] = [];
  const { fetch } = serve({ "GET /api/v1/knowledge/questions": { items, next_cursor: null } });
  vi.stubGlobal("fetch", (input: Request) => {
    urls.push(new URL(input.url));
    return fetch(input);
  });
  show(<LogBoard head={null} />, { permissions: ["knowledge.edit"], at });
  return urls;
}

describe("the log of questions", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("says what was found for each and how it went on, each thing once", async () => {
    open([question(), question({ id: "q2", outcome: "unanswered", reason: "unanswered", article_id: null, score: null })]);
    expect(await screen.findByText("客户说不是")).toBeTruthy();
    expect(screen.getByText("把握 82%")).toBeTruthy();
    expect(screen.getAllByText("没有答上", { selector: ".hl-mark" })).toHaveLength(1);
  });

  it("asks for one whole day, where the person is", async () => {
    const urls = open([], "/knowledge/gaps?board=log&day=2026-11-26&outcome=outside&channel=wechat");
    expect(await screen.findByText("没有符合的提问")).toBeTruthy();
    const [url] = urls;
    const [since, until] = ["since", "until"].map((name) => Date.parse(url?.searchParams.get(name) ?? ""));
    expect(since).toBe(new Date(2026, 10, 26).getTime());
    expect(until).toBe(new Date(2026, 10, 27).getTime());
    expect(url?.searchParams.get("outcome")).toBe("outside");
    expect(url?.searchParams.get("channel")).toBe("wechat");
  });
});
