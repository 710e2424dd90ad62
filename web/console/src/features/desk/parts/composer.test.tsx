import type { Me } from "@hearthline/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { keys } from "@/lib/keys";
import { aRow, ME } from "@/lib/live/testing";
import { OpenThreads } from "@/lib/live/threads";
import { chooseLocale } from "@/lib/locale";
import { MeContext } from "@/lib/me";

import { insert } from "../desk-state";
import { Sending } from "../sending";
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
  const threads = new OpenThreads(() => Promise.reject(new Error("not asked for")));
  const sending = new Sending(threads, String);
  const send = vi.spyOn(sending, "send").mockReturnValue(undefined);
  const page = render(
    <QueryClientProvider client={queries}>
      <MeContext value={me}>
        <Composer id={row.id} row={row} sending={sending} />
      </MeContext>
    </QueryClientProvider>,
  );
  return { send, page, box: screen.getByRole<HTMLTextAreaElement>("textbox") };
}

describe("the box to answer in", () => {
  beforeEach(() => {
    chooseLocale("zh-CN");
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 204 })));
  });
  afterEach(() => {
    cleanup();
    localStorage.clear();
    vi.unstubAllGlobals();
  });

  it("sends with Enter and is empty again", () => {
    const { send, box } = open();
    fireEvent.change(box, { target: { value: " 您好 " } });
    fireEvent.keyDown(box, { key: "Enter" });
    expect(send).toHaveBeenCalledExactlyOnceWith("c1", "您好");
    expect(box.value).toBe("");
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

  it("takes in what another part wants said", () => {
    const { page } = open();
    insert("室温不低于 18 ℃");
    return page.findByDisplayValue("室温不低于 18 ℃");
  });
});
