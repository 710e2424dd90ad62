import type { Permission, WorkingCopy } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { aRequest } from "@/lib/sending.testing";
import { serve, show } from "@/lib/testing";

import { aContent, aCopy, anItem } from "../../testing";
import { Editor } from "./editor";

const AT = "/api/v1/knowledge/articles/a1";
const NOTHING = { items: [], next_cursor: null };
const LACKS = {
  code: "knowledge.draft_incomplete",
  errors: [{ pointer: "/source", detail: "请填写" }],
};

function open(
  known: WorkingCopy | null,
  answers: Record<string, unknown> = {},
  permissions: Permission[] = ["knowledge.view", "knowledge.edit"],
) {
  const content = known?.content ?? aContent();
  const saved = aCopy({ counter: 8, content });
  const server = serve({
    [`GET ${AT}/draft`]: known ?? new Response(JSON.stringify({ code: "knowledge.copy_unknown" }), { status: 404 }),
    [`POST ${AT}/draft`]: aCopy({ counter: 7, content }),
    [`PATCH ${AT}/draft`]: saved,
    "GET /api/v1/knowledge/articles": { items: [anItem()], next_cursor: null },
    "GET /api/v1/knowledge/catalogue": { branches: [], tags: [], owners: [] },
    [`GET ${AT}/history`]: NOTHING,
    ...answers,
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<Editor id="a1" content={content} known={known} />, {
    permissions,
    at: "/knowledge/items/a1",
  });
  return server;
}

const patches = (asked: { method: string; body: unknown }[]) =>
  asked.filter(({ method }) => method === "PATCH").map(({ body }) => body);

describe("writing on an item", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(async () => {
    cleanup();
    // What is left unsaved goes out when the editor is left: let it reach the server of the test.
    await new Promise((resolve) => setTimeout(resolve, 50));
    vi.unstubAllGlobals();
  });

  it("begins a draft only with the first change, and sends what changed", async () => {
    const { asked } = open(null);
    expect(asked.some(({ method }) => method === "POST")).toBe(false);
    fireEvent.change(screen.getByLabelText("客户版答案"), { target: { value: "可以报停。" } });
    await waitFor(() => expect(patches(asked)).toHaveLength(1), { timeout: 3_000 });
    expect(patches(asked)[0]).toEqual({ counter: 7, changes: { answer: "可以报停。" } });
    await screen.findByText(/已保存/);
  });

  it("adds many similar questions with one paste", async () => {
    const { asked } = open(aCopy({ counter: 7 }));
    fireEvent.paste(screen.getByPlaceholderText(/加一种问法/), {
      clipboardData: { getData: () => "1. 停暖找谁\n2. 冬天不住能停暖吗？" },
    });
    await screen.findByText("1 种已有");
    await waitFor(() => expect(patches(asked)).toHaveLength(1), { timeout: 3_000 });
    expect(patches(asked)[0]).toMatchObject({ changes: { questions: ["冬天不住能停暖吗", "停暖找谁"] } });
  });

  it("tells beside the field what is missing before it can be handed in", async () => {
    open(aCopy({ counter: 7 }), {
      [`POST ${AT}/draft/submit`]: new Response(JSON.stringify(LACKS), { status: 422 }),
    });
    fireEvent.keyDown(document.body, { code: "Enter", key: "Enter", ctrlKey: true });
    const dialog = await screen.findByRole("dialog");
    fireEvent.click(dialog.querySelector(".ant-btn-primary") as HTMLElement);
    await screen.findByText("还差 1 处才能提交");
    expect(document.querySelector('[data-field="source"]')?.textContent).toContain("请填写");
  });

  it("waits for a choice where somebody else changed the same field", async () => {
    const theirs = aCopy({
      counter: 9, content: aContent({ answer: "不能报停。" }), edited_by: { id: "2", name: "李静" },
    });
    const { asked } = open(aCopy({ counter: 7 }), {
      [`PATCH ${AT}/draft`]: new Response(JSON.stringify({ code: "knowledge.copy_moved" }), { status: 409 }),
      [`GET ${AT}/draft`]: theirs,
    });
    fireEvent.change(screen.getByLabelText("客户版答案"), { target: { value: "可以报停。" } });
    await screen.findByText(/李静.*改了同样的地方：客户版答案/, {}, { timeout: 3_000 });
    expect(screen.getByLabelText<HTMLTextAreaElement>("客户版答案").value).toBe("可以报停。");
    fireEvent.click(screen.getByRole("button", { name: "用对方的" }));
    expect(screen.getByLabelText<HTMLTextAreaElement>("客户版答案").value).toBe("不能报停。");
    expect(patches(asked).length).toBeLessThanOrEqual(1);
  });

  it("sends a chosen file, attaches it, and asks what to say where it cannot show", async () => {
    const taken = { file_id: "f1", name: "阀门.png", media_type: "image/png", size_bytes: 70, added_at: "" };
    const requests = aRequest({ status: 201, body: taken, shares: [0.5] });
    const { asked } = open(aCopy({ counter: 7 }));
    const chosen = new File(["x"], "阀门.png", { type: "image/png" });
    const input = document.querySelector<HTMLInputElement>("[data-field=attachments] input[type=file]");
    fireEvent.change(input as HTMLInputElement, { target: { files: [chosen] } });
    fireEvent.change(await screen.findByLabelText("阀门.png 放不出来时说什么"), {
      target: { value: "放气阀在顶端" },
    });
    expect(requests.map(({ address }) => address)).toEqual(["/api/v1/knowledge/files"]);
    expect(requests.map(({ form }) => form.get("file"))).toMatchObject([{ name: "阀门.png" }]);
    await waitFor(() => expect(patches(asked).at(-1)).toMatchObject({
      changes: {
        attachments: [
          { file_id: "f1", name: "阀门.png", media_type: "image/png", fallback: "放气阀在顶端" },
        ],
      },
    }), { timeout: 3_000 });
  });

  it("says why a file is not taken, and attaches nothing", async () => {
    aRequest({ status: 422, body: { code: "knowledge.file_kind_refused", detail: "a.png 不是图片" } });
    open(aCopy({ counter: 7 }));
    const input = document.querySelector<HTMLInputElement>("[data-field=attachments] input[type=file]");
    fireEvent.change(input as HTMLInputElement, { target: { files: [new File(["x"], "a.png")] } });
    await screen.findByText(/a.png 不是图片/);
    expect(screen.queryByLabelText(/放不出来时说什么/)).toBeNull();
  });

  it("undoes and redoes by key", async () => {
    open(aCopy({ counter: 7 }));
    const title = screen.getByLabelText<HTMLTextAreaElement>("标题");
    fireEvent.change(title, { target: { value: "怎么停暖" } });
    fireEvent.keyDown(title, { code: "KeyZ", key: "z", ctrlKey: true });
    expect(title.value).toBe("怎么报停");
    fireEvent.keyDown(title, { code: "KeyZ", key: "Z", ctrlKey: true, shiftKey: true });
    expect(title.value).toBe("怎么停暖");
  });

  it("cannot be changed while it waits for review, but taken back", async () => {
    const { asked } = open(aCopy({ counter: 7, state: "in_review", submitted_by: { id: "2", name: "李静" } }), {
      [`POST ${AT}/draft/recall`]: aCopy({ counter: 8 }),
    });
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("button", { name: "提交审核" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "撤回修改" }));
    await waitFor(() => expect(asked.some(({ path }) => path.endsWith("/recall"))).toBe(true));
  });

  it("is read, not written, by those who may only read", () => {
    open(null, {}, ["knowledge.view"]);
    expect(screen.getByRole("heading", { name: "怎么报停" })).toBeDefined();
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText("客户、坐席")).toBeDefined();
  });
});
