import type { Macro } from "@hearthline/api";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { MacroPreview } from "./macro-preview";

const MACRO: Macro = {
  id: "m1", title: "停电告知", shortcut: "tdgz", domain: "power", shared: true, uses: 3,
  last_used_at: null, steps: [],
};
const PATH = "/api/v1/desk/conversations/c1/macros/m1";
const STEPS = [
  { step: { do: "say", text: "已为您登记" }, missing: [] },
  { step: { do: "subscribe_outage" }, missing: [] },
];
const told = (second: string, text: string, complete: boolean) => ({
  id: "r1", macro_id: "m1", title: "停电告知", conversation_id: "c1", is_complete: complete,
  steps: [
    { do: "say", state: "done", text: "已发送", code: "" },
    { do: "subscribe_outage", state: second, text, code: "" },
  ],
});

function look(answers: Record<string, unknown>) {
  const server = serve(answers);
  vi.stubGlobal("fetch", server.fetch);
  const onText = vi.fn();
  show(
    <MacroPreview conversationId="c1" macro={MACRO} onText={onText} onBack={vi.fn()} />,
    { permissions: ["desk.reply"] },
  );
  return { server, onText };
}

describe("a macro before and after it runs", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("is shown filled in, and its words can be taken instead", async () => {
    const { onText } = look({ [`POST ${PATH}/preview`]: { steps: STEPS, stamp: "s1" } });
    expect(await screen.findByText("已为您登记")).toBeTruthy();
    await userEvent.click(screen.getByText("只把话放进输入框"));
    expect(onText).toHaveBeenCalledWith("已为您登记");
  });

  it("does not run while something is missing", async () => {
    const steps = [{ step: { do: "say", text: "工单 {ticket_no}" }, missing: ["ticket_no"] }];
    look({ [`POST ${PATH}/preview`]: { steps, stamp: "s1" } });
    expect(await screen.findByText(/缺：工单号/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "执行" })).toHaveProperty("disabled", true);
  });

  it("tells what failed, and goes on under the same id", async () => {
    const { server } = look({
      [`POST ${PATH}/preview`]: { steps: STEPS, stamp: "s1" },
      [`POST ${PATH}/runs`]: told("failed", "业务系统暂时没有回应。", false),
    });
    await screen.findByText("已为您登记");
    await userEvent.click(screen.getByRole("button", { name: "执行" }));
    expect(await screen.findByText("业务系统暂时没有回应。")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "从没做完的一步继续" }));
    await waitFor(() => {
      const runs = server.asked.filter(({ path }) => path === `${PATH}/runs`);
      expect(runs).toHaveLength(2);
      const [first, second] = runs.map(({ body }) => body as { client_id: string; stamp: string });
      expect(first).toEqual(second);
      expect(first?.stamp).toBe("s1");
    });
  });
});
