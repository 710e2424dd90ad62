import type { CustomerPromise } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { MyPromises } from "./my-promises";

const MINUTE_MS = 60_000;
const promise = (id: string, minutes: number, facts: Partial<CustomerPromise> = {}): CustomerPromise => ({
  id, customer_id: "p1", conversation_id: "c1", message_seq: 7, ticket_id: null, text: `承诺 ${id}`,
  made: "hand", made_by: "1", made_by_name: "李静", made_at: new Date().toISOString(),
  due_at: new Date(Date.now() + minutes * MINUTE_MS).toISOString(),
  state: minutes < 0 ? "broken" : "open", ended_at: null, ended_by_name: null, done_text: null, ...facts,
});

function look(items: CustomerPromise[]) {
  const server = serve({
    "GET /api/v1/promises": { items },
    "POST /api/v1/promises/a/end": promise("a", -5),
    "POST /api/v1/promises/a/move": promise("a", 30),
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<MyPromises />, { permissions: ["desk.reply", "customers.view"] });
  return { posted: () => server.asked.filter(({ method }) => method === "POST"), asked: server.asked };
}

const first = async () => within((await screen.findByText("承诺 a")).closest("article") as HTMLElement);

describe("my promises", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("show how each stands, and the way to the customer and the words", async () => {
    look([promise("a", -5), promise("b", 60, { message_seq: null })]);
    const row = await first();
    expect(row.getByText("已逾期")).toBeTruthy();
    expect(row.getByText("看原话").getAttribute("href")).toBe("/desk/c1?at=7");
    expect(row.getByText("看客户").getAttribute("href")).toBe("/customers/p1");
    expect(screen.getByText("看会话").getAttribute("href")).toBe("/desk/c1");
  });

  it("are ended with what was done, and read again", async () => {
    const { posted, asked } = look([promise("a", -5)]);
    fireEvent.click((await first()).getByRole("button", { name: "已兑现" }));
    fireEvent.change(screen.getByPlaceholderText("做了什么"), { target: { value: "已回电" } });
    fireEvent.click(screen.getByRole("button", { name: "确认" }));
    await waitFor(() => expect(posted()[0]?.body).toEqual({ outcome: "kept", text: "已回电" }));
    await waitFor(() => expect(asked.filter(({ method }) => method === "GET")).toHaveLength(2));
  });

  it("are put off to a time ahead", async () => {
    const { posted } = look([promise("a", -5)]);
    fireEvent.click((await first()).getByRole("button", { name: "改期" }));
    const sure = screen.getByRole<HTMLButtonElement>("button", { name: "确认" });
    expect(sure.disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "30 分钟" }));
    fireEvent.click(sure);
    await waitFor(() => expect(posted()).toHaveLength(1));
    const body = posted()[0]?.body as { due_at: string } | undefined;
    expect(Date.parse(body?.due_at ?? "")).toBeGreaterThan(Date.now() + 29 * MINUTE_MS);
  });

  it("teach how one gets here when there are none", async () => {
    look([]);
    expect(await screen.findByText(/点“记为承诺”/)).toBeTruthy();
  });
});
