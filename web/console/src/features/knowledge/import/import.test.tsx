import type { ImportItem, KnowledgeImport } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { changesOf } from "./parts/correct-dialog";
import { sayOf } from "./parts/item-seen";
import { OneImport } from "./parts/one-import";

const COUNTS = { new: 1, changed: 0, same: 0, duplicate: 0, faulty: 1 };
const file = (facts: Partial<KnowledgeImport> = {}): KnowledgeImport => ({
  id: "i1", name: "问答.xlsx", size_bytes: 5_000, domain: "", state: "ready", done: 2, total: 2, counts: COUNTS,
  troubles: [], by: "孙悦", created_at: "2026-11-26T08:00:00Z", applied_at: null, undone_at: null, ...facts,
});
const item = (number: number, facts: Partial<ImportItem> = {}): ImportItem => ({
  number, file: "问答.xlsx", place: `第 ${number} 行`, title: `第${number}条`, members: { title: `第${number}条`, answer: "答" },
  finding: "new", is_picked: true, is_applied: false, article_id: null, like_article_id: null, like_title: null,
  like_score_ratio: null, troubles: [], ...facts,
});
const FAULTY = item(2, {
  finding: "faulty",
  is_picked: false,
  troubles: [{ code: "no_answer", file: "问答.xlsx", place: "第 2 行", what: "没有答案或正文", mend: "补上答案", is_warning: false }],
});
const AT = "/api/v1/knowledge/imports/i1";
const page = { items: [item(1), FAULTY], next_cursor: null };

describe("correcting an item", () => {
  it("sends only what was changed", () => {
    const now = { title: "第1条", questions: "", answer: "新的答案 ", catalogue: "" };
    expect(changesOf(item(1), now)).toEqual({ answer: "新的答案" });
    expect(changesOf(item(1), { ...now, answer: "答" })).toEqual({});
  });

  it("takes one similar question a line, and no empty ones", () => {
    const now = { title: "第1条", questions: "甲\n\n 乙 ", answer: "答", catalogue: "" };
    expect(changesOf(item(1), now)).toEqual({ questions: ["甲", "乙"] });
  });
});

describe("a member of an item", () => {
  it("is said as text, lists joined and attributes by name and value", () => {
    expect(sayOf(["甲", "乙"], "、")).toBe("甲、乙");
    expect(sayOf([{ name: "时限", value: "5", unit: "天" }], "、")).toBe("时限 5 天");
    expect(sayOf(null, "、")).toBe("");
  });
});

describe("one import", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("shows what is wrong beside the item, which cannot be picked", async () => {
    const { fetch } = serve({ [`GET ${AT}`]: file(), [`GET ${AT}/items`]: page });
    vi.stubGlobal("fetch", fetch);
    show(<OneImport id="i1" onBack={() => undefined} />, { permissions: ["knowledge.edit"] });
    expect(await screen.findByText("没有答案或正文")).toBeTruthy();
    expect(screen.getByRole("checkbox", { name: "导入“第2条”" }).hasAttribute("disabled")).toBe(true);
    expect(screen.getByRole("checkbox", { name: "导入“第1条”" }).hasAttribute("disabled")).toBe(false);
  });

  it("writes what is picked into drafts, and tells what was left and why", async () => {
    const skipped = [{ number: 2, code: "x", why: "有人刚改过" }];
    const { fetch, asked } = serve({
      [`GET ${AT}`]: file(), [`GET ${AT}/items`]: page, [`POST ${AT}/apply`]: { done: 1, skipped },
    });
    vi.stubGlobal("fetch", fetch);
    show(<OneImport id="i1" onBack={() => undefined} />, { permissions: ["knowledge.edit"] });
    fireEvent.click(await screen.findByRole("button", { name: "把选中的写进草稿" }));
    expect(await screen.findByText("第 2 条：有人刚改过")).toBeTruthy();
    expect(asked.some(({ method, path }) => method === "POST" && path === `${AT}/apply`)).toBe(true);
  });

  it("says that a refused file changed nothing, with place and way to mend", async () => {
    const troubles = [{ code: "bomb", file: "a.zip", place: "", what: "解开后太大", mend: "拆开", is_warning: false }];
    const { fetch } = serve({ [`GET ${AT}`]: file({ state: "refused", total: 0, troubles }) });
    vi.stubGlobal("fetch", fetch);
    show(<OneImport id="i1" onBack={() => undefined} />, { permissions: ["knowledge.edit"] });
    await waitFor(() => expect(screen.getByText("解开后太大")).toBeTruthy());
    expect(screen.queryByRole("button", { name: "把选中的写进草稿" })).toBeNull();
    expect(screen.getByText("这个文件没有导入，库里没有变化。")).toBeTruthy();
  });
});
