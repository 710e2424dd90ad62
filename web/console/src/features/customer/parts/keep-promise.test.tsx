import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import dayjs from "dayjs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { quickTimes } from "../due";
import { KeepPromise } from "./keep-promise";

const PATH = "POST /api/v1/customers/p1/promises";
const refused = (): Response =>
  Response.json({ code: "promise.in_the_past", title: "x", status: 422 }, { status: 422 });

function look(answers: Record<string, unknown>, seq: number | null = 7, permissions = ["desk.reply", "customers.view"]) {
  const server = serve(answers);
  vi.stubGlobal("fetch", server.fetch);
  show(
    <KeepPromise customerId="p1" conversationId="c1" text=" 今天给您回电 " seq={seq} />,
    { permissions: permissions as ["desk.reply"] },
  );
  return server;
}

describe("keeping words as a promise", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("begins with the words, and names the message and the time", async () => {
    const { asked } = look({ [PATH]: {} });
    fireEvent.click(screen.getByRole("button", { name: "记为承诺" }));
    expect(screen.getByDisplayValue("今天给您回电")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "30 分钟" }));
    fireEvent.click(screen.getByRole("button", { name: "记下" }));
    await waitFor(() => expect(asked).toHaveLength(1));
    const body = asked[0]?.body as { due_at: string } | undefined;
    expect(body).toMatchObject({ text: "今天给您回电", message_seq: 7, conversation_id: "c1", made: "hand" });
    const minutes = (Date.parse(body?.due_at ?? "") - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThanOrEqual(30);
  });

  it("is the same promise when it is pressed again", async () => {
    const { asked } = look({ [PATH]: refused() }, null);
    fireEvent.click(screen.getByRole("button", { name: "记为承诺" }));
    fireEvent.click(screen.getByRole("button", { name: "记下" }));
    await screen.findByRole("alert");
    fireEvent.click(screen.getByRole("button", { name: "记下" }));
    await waitFor(() => expect(asked).toHaveLength(2));
    const [first, second] = asked.map(({ body }) => body as { client_id: string; made: string });
    expect(first?.client_id).toBe(second?.client_id);
    expect(first?.made).toBe("composer");
  });

  it("is not there for who may not make one", () => {
    look({}, 7, ["desk.reply"]);
    expect(screen.queryByRole("button", { name: "记为承诺" })).toBeNull();
  });
});

const names = (at: string) => quickTimes(dayjs(at)).map(([name]) => name);

describe("quick times", () => {
  it("leave closing time out once it has passed", () => {
    expect(names("2026-11-26T09:00:00")).toEqual(["half", "hours", "closing", "morning"]);
    expect(names("2026-11-26T17:30:00")).toEqual(["half", "hours", "morning"]);
  });

  it("say tomorrow's noon across a month's end", () => {
    const morning = quickTimes(dayjs("2026-11-30T20:15:42")).at(-1)?.[1];
    expect(morning?.format("YYYY-MM-DD HH:mm:ss")).toBe("2026-12-01 12:00:00");
  });
});
