import type { Message } from "@hearthline/api";
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { Propose } from "./propose";

const said = (kind: "customer" | "agent" | "bot"): Message =>
  ({
    conversation_id: "c1", seq: 4, kind: "text", text: "带身份证到营业厅打印", data: {},
    sender: { kind, ai: kind === "bot", name: "", id: null }, created_at: "2026-11-26T08:00:00Z",
  }) as unknown as Message;
const OFFER = "POST /api/v1/knowledge/feedback/messages";

describe("this belongs in the base", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("offers the message with one press, and says that it did", async () => {
    const { fetch, asked } = serve({ [OFFER]: {} });
    vi.stubGlobal("fetch", fetch);
    show(<Propose message={said("agent")} />, { permissions: ["knowledge.view", "desk.view"] });
    fireEvent.click(screen.getByRole("button", { name: /该入库/ }));
    const done = await screen.findByRole("button", { name: /已推荐入库/ });
    expect(done.hasAttribute("disabled")).toBe(true);
    expect(asked[0]?.body).toMatchObject({ conversation_id: "c1", seq: 4 });
  });

  it("is not offered for what the bot says, nor to who may not see knowledge", () => {
    show(<Propose message={said("bot")} />, { permissions: ["knowledge.view"] });
    expect(screen.queryByRole("button")).toBeNull();
    cleanup();
    show(<Propose message={said("agent")} />, { permissions: ["desk.view"] });
    expect(screen.queryByRole("button")).toBeNull();
  });
});
