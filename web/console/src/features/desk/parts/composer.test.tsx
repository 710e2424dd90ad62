import type { Me } from "@hearthline/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, createEvent, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { App } from "antd";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { keys } from "@/lib/keys";
import { LiveContext } from "@/lib/live/live";
import { aLive, aRow, ME } from "@/lib/live/testing";
import { chooseLocale } from "@/lib/locale";
import { MeContext } from "@/lib/me";

import { insert } from "../desk-state";
import { Sending } from "../sending";
import { forgetDrafts } from "../use-draft";
import { Composer } from "./composer";

const me: Me = {
  id: ME,
  name: "李静",
  username: "lijing",
  roles: ["agent"],
  permissions: ["desk.view", "desk.reply"],
  tenant: { id: "t", slug: "demo", name: "热力" },
  csrf_token: "",
};
const canned = { id: "1", shortcut: "cw", title: "测温预约", text: "{customer}哪天在家？", shared: true };

function open(row = aRow("c1")) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData(keys.canned, { items: [canned] });
  queries.setQueryData(["staff", "colleagues"], { items: [{ id: "w", name: "王芳" }, { id: "z", name: "赵强" }] });
  const live = aLive({ queries });
  const sending = new Sending(live.threads, String);
  const send = vi.spyOn(sending, "send").mockReturnValue(undefined);
  const sendFile = vi.spyOn(sending, "sendFile").mockReturnValue(undefined);
  const page = render(
    <QueryClientProvider client={queries}>
      <MeContext value={me}>
        <App>
          <LiveContext value={live}>
            <Composer id={row.id} row={row} sending={sending} />
          </LiveContext>
        </App>
      </MeContext>
    </QueryClientProvider>,
  );
  return { send, sendFile, live, page, queries, box: screen.getByRole<HTMLTextAreaElement>("textbox") };
}

interface Asked {
  path: string;
  body: unknown;
}
let asked: Asked[] = [];
let warnings: unknown[] = [];
let found: unknown = null;
let known: unknown = null;

const nothing = { text: "", mode: "reply", version: 0, tab: null, returned: null, pending: [] };
let stands: Record<string, unknown> = nothing;

/** A server that keeps what it was asked, checks replies, and has one draft. */
async function answer(request: Request | string, init?: RequestInit): Promise<Response> {
  const url = new URL(typeof request === "string" ? request : request.url, "http://desk.test");
  const typed = typeof request === "string" ? String(init?.body ?? "") : await request.text();
  asked.push({ path: url.pathname, body: typed === "" ? null : JSON.parse(typed) });
  if (url.pathname.endsWith("/check")) return Response.json({ warnings });
  if (url.pathname.endsWith("/canned") && found) return Response.json(found);
  if (url.pathname.endsWith("/variables") && known) return Response.json(known);
  if (url.pathname.endsWith("/draft")) return Response.json(stands);
  if (url.pathname.endsWith("/notes")) return Response.json({ items: [] });
  return new Response(null, { status: 204 });
}

const askedFor = (end: string): Asked[] => asked.filter(({ path }) => path.endsWith(end));

describe("the box to answer in", () => {
  beforeEach(() => {
    chooseLocale("zh-CN");
    asked = [];
    warnings = [];
    found = known = null;
    stands = nothing;
    forgetDrafts();
    vi.stubGlobal("fetch", answer);
  });
  afterEach(() => {
    cleanup();
    localStorage.clear();
    vi.unstubAllGlobals();
  });

  it("sends with Enter and is empty again", async () => {
    const { send, box } = open();
    fireEvent.change(box, { target: { value: " 您好 " } });
    fireEvent.keyDown(box, { key: "Enter" });
    fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(box.value).toBe(""));
    expect(send).toHaveBeenCalledExactlyOnceWith("c1", "您好");
  });

  it("shows what is doubtful at the first Enter and sends at the second", async () => {
    warnings = [{ rule: "promise", severity: "warn", message: "没有权限承诺退费", span: null, suggestion: null }];
    const { send, box } = open();
    fireEvent.change(box, { target: { value: "一定给您退费" } });
    fireEvent.keyDown(box, { key: "Enter" });
    await screen.findByText(/没有权限承诺退费/);
    expect(send).not.toHaveBeenCalled();
    fireEvent.keyDown(box, { key: "Enter" });
    expect(send).toHaveBeenCalledExactlyOnceWith("c1", "一定给您退费");
  });

  it("sends when the check cannot be reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("cut")));
    const { send, box } = open();
    fireEvent.change(box, { target: { value: "您好" } });
    fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(send).toHaveBeenCalledOnce());
  });

  it("keeps a private note from the customer, and names whom it mentions", async () => {
    const { send, box } = open(aRow("c1", { holder: { id: "other", name: "王磊" } }));
    fireEvent.click(screen.getByRole("button", { name: /内部备注/ }));
    expect(box.disabled).toBe(false);
    fireEvent.change(box, { target: { value: "@wf" } });
    box.setSelectionRange(3, 3);
    fireEvent.select(box);
    fireEvent.keyDown(box, { key: "Enter" });
    expect(box.value).toBe("@王芳 ");
    fireEvent.change(box, { target: { value: "@王芳 看一下这户" } });
    fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(askedFor("/notes").some(({ body }) => body !== null)).toBe(true));
    const note = askedFor("/notes").find(({ body }) => body !== null);
    expect(note?.body).toMatchObject({ text: "@王芳 看一下这户", mentions: ["w"] });
    expect(send).not.toHaveBeenCalled();
    expect(askedFor("/typing")).toEqual([]);
  });

  it("sends what is pasted as a file", () => {
    const { sendFile, box } = open();
    const file = new File(["x"], "截图.png", { type: "image/png" });
    fireEvent.paste(box, { clipboardData: { files: [file] } });
    expect(sendFile).toHaveBeenCalledExactlyOnceWith("c1", file);
  });

  it("has the words back, and says why, when they could not be sent", async () => {
    const { live, box } = open();
    stands = { ...nothing, text: "马上为您查", version: 4, tab: "server", returned: "moved" };
    act(() => {
      live.bus.tell({
        type: "draft", conversation_id: "c1", version: 4, tab: "server", returned: "moved",
      } as { type: string });
    });
    await screen.findByText(/会话已由别人接待/);
    expect(box.value).toBe("马上为您查");
  });

  it("never sends while an input method is composing, by either sign", () => {
    const { send, box } = open();
    fireEvent.change(box, { target: { value: "nuan" } });
    const composing = createEvent.keyDown(box, { key: "Enter", isComposing: true });
    fireEvent(box, composing);
    fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
    expect(send).not.toHaveBeenCalled();
  });

  it("does not send with Shift and Enter, nor nothing but spaces, nor what is too long", () => {
    const { send, box } = open();
    fireEvent.change(box, { target: { value: "您好" } });
    fireEvent.keyDown(box, { key: "Enter", shiftKey: true });
    fireEvent.change(box, { target: { value: "   " } });
    fireEvent.keyDown(box, { key: "Enter" });
    fireEvent.change(box, { target: { value: "暖".repeat(4_001) } });
    fireEvent.keyDown(box, { key: "Enter" });
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByText(/超出 1 字/)).toBeTruthy();
  });

  it("keeps the draft of each conversation", () => {
    const { box, page } = open();
    fireEvent.change(box, { target: { value: "写到一半" } });
    page.unmount();
    forgetDrafts();
    expect(open(aRow("c2")).box.value).toBe("");
    cleanup();
    expect(open(aRow("c1")).box.value).toBe("写到一半");
  });

  it("says why when the conversation is another person's", () => {
    const { box } = open(aRow("c1", { holder: { id: "other", name: "王磊" } }));
    expect(box.disabled).toBe(true);
    expect(screen.getByText("王磊 正在接待，您可以查看。")).toBeTruthy();
  });

  it("puts a canned answer in by slash and pinyin, with the customer's name filled in", () => {
    const { send, box } = open();
    fireEvent.change(box, { target: { value: "/cwy" } });
    box.setSelectionRange(4, 4);
    fireEvent.select(box);
    fireEvent.keyDown(box, { key: "Enter" });
    expect(send).not.toHaveBeenCalled();
    expect(box.value).toBe("张*哪天在家？");
  });

  it("finds and fills canned answers as the server knows, and counts the use", async () => {
    found = { items: [{ ...canned, id: "9", title: "抢修进度", text: "{customer}，工单 {ticket_no} 预计 {eta}" }] };
    known = { names: [], values: { customer: "张女士", ticket_no: "GD-1" } };
    const { box, queries } = open();
    fireEvent.change(box, { target: { value: "/qxjd" } });
    box.setSelectionRange(5, 5);
    fireEvent.select(box);
    await screen.findByRole("option", { name: /抢修进度/ });
    await waitFor(() => expect(queries.getQueryData(["desk", "variables", "c1"])).toEqual(known));
    fireEvent.keyDown(box, { key: "Enter" });
    expect(box.value).toBe("张女士，工单 GD-1 预计 {eta}");
    await waitFor(() => expect(askedFor("/canned/9/used")).toHaveLength(1));
  });

  it("takes in what another part wants said", () => {
    const { page } = open();
    insert("室温不低于 18 ℃");
    return page.findByDisplayValue("室温不低于 18 ℃");
  });
});
