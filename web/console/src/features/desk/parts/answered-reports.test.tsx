import type { Report } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { AnsweredReports } from "./answered-reports";

const AT = "/api/v1/knowledge/feedback/reports";
const report: Report = {
  id: "r1", article_id: "a1", version: 2, title: "滞纳金怎么算", kind: "wrong", reason: "今年不收了", state: "mended",
  by: "1", at: "2026-11-26T08:00:00Z", answer: "已按新规定改为不收", answered_at: "2026-11-26T09:00:00Z", seen_at: null,
};

beforeEach(() => chooseLocale("zh-CN"));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("tells what became of a report until it was seen", async () => {
  const { fetch, asked } = serve({
    [`GET ${AT}/mine`]: { items: [report], next_cursor: null },
    [`POST ${AT}/seen`]: new Response(null, { status: 204 }),
  });
  vi.stubGlobal("fetch", fetch);
  show(<AnsweredReports />, { permissions: ["knowledge.view"] });
  expect(await screen.findByText("已改正")).toBeTruthy();
  expect(screen.getByText(/已按新规定改为不收/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "知道了" }));
  await waitFor(() => expect(asked.find(({ path }) => path === `${AT}/seen`)?.body).toEqual({ ids: ["r1"] }));
});
