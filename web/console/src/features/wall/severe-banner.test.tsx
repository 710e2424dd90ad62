import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { SevereBanner } from "./parts/severe-banner";

const alarm = (id: string, kind: string, taken: string | null = null) => ({
  id, kind, subject: "访客 3F2A · 有轻生的话", severity: "danger", conversation_id: "c1",
  raised_at: new Date().toISOString(), acknowledged_at: taken, snoozed_until: null,
});

function look(permission: "desk.supervise" | "desk.reply") {
  const server = serve({
    "GET /api/v1/supervision/alarms": {
      items: [alarm("a1", "severe"), alarm("a2", "severe", "2026-11-26T00:00:00Z"), alarm("a3", "waiting")],
    },
    "POST /api/v1/supervision/alarms/a1/acknowledge": alarm("a1", "severe", "2026-11-26T00:00:00Z"),
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<SevereBanner />, { permissions: [permission] });
  return server;
}

beforeEach(() => chooseLocale("zh-CN"));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("shows a supervisor what nobody has taken on, wherever he is at the desk", async () => {
  const { asked } = look("desk.supervise");
  expect(await screen.findAllByText(/有轻生的话/)).toHaveLength(1);
  expect(screen.getByText("看会话").getAttribute("href")).toBe("/desk/c1");
  fireEvent.click(screen.getByRole("button", { name: "我来处理" }));
  await waitFor(() => expect(asked.some(({ path }) => path.endsWith("/a1/acknowledge"))).toBe(true));
});

it("asks nothing for an agent", () => {
  const { asked } = look("desk.reply");
  expect(asked).toHaveLength(0);
  expect(screen.queryByRole("alert")).toBeNull();
});
