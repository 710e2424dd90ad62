import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { Detail } from "./parts/detail";
import { IncidentStrip } from "./parts/strip";

const incident = (facts: Record<string, unknown> = {}) => ({
  id: "i1",
  domain: "heating",
  matter: "cold",
  title: "幸福小区3号楼 · 片区/整楼不热",
  state: "suspected",
  state_name: "疑似",
  scope: { community: "幸福小区", building: "3", unit: null, station: null, words: "幸福小区3号楼" },
  words: "",
  eta: null,
  since: "2026-11-21T01:30:00Z",
  opened_at: "2026-11-21T01:40:00Z",
  confirmed_at: null,
  restored_at: null,
  ended_at: null,
  lead_ticket_id: null,
  counter: 1,
  tally: { reports: 4, tickets_open: 4, asked: 0, solved: 0, unsolved: 0 },
  log: [{ at: "2026-11-21T01:40:00Z", kind: "suspected", actor: null, text: "0:30:00 内 4 户报告" }],
  ...facts,
});

function open(facts: Record<string, unknown> = {}, permissions = ["tickets.view", "tickets.supervise"]) {
  const server = serve({
    "GET /api/v1/incidents/i1": incident(facts),
    "GET /api/v1/incidents": { items: [incident(facts)], next_cursor: null },
    "POST /api/v1/incidents/i1/confirm": incident({ state: "confirmed", counter: 2 }),
    "POST /api/v1/incidents/i1/restore": incident({ state: "restored", counter: 3 }),
    "GET /api/v1/staff/names": { items: [] },
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<Detail id="i1" />, { permissions: permissions as never, at: "/incidents/i1" });
  return server;
}

describe("an incident", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("is confirmed with its place and the words that customers will read", async () => {
    const { asked } = open();
    fireEvent.click(await screen.findByRole("button", { name: "确认事件" }));
    fireEvent.change(await screen.findByLabelText("原因或说明（客户会看到）"), { target: { value: "管道漏水" } });
    const dialog = await screen.findByRole("dialog");
    fireEvent.click(dialog.querySelector(".ant-btn-primary") as HTMLElement);
    await waitFor(() => expect(asked.some(({ method }) => method === "POST")).toBe(true));
    expect(asked.find(({ method }) => method === "POST")?.body).toMatchObject({
      counter: 1,
      words: "管道漏水",
      scope: { community: "幸福小区", building: "3", unit: null, station: null },
    });
  });

  it("cannot be confirmed without a place", async () => {
    open();
    fireEvent.click(await screen.findByRole("button", { name: "确认事件" }));
    fireEvent.change(await screen.findByLabelText("小区"), { target: { value: " " } });
    const dialog = await screen.findByRole("dialog");
    expect(dialog.querySelector<HTMLButtonElement>(".ant-btn-primary")?.disabled).toBe(true);
  });

  it("says before the restoration how many are told and asked", async () => {
    open({ state: "confirmed", counter: 2 });
    fireEvent.click(await screen.findByRole("button", { name: "宣布恢复" }));
    expect(await screen.findByText(/会告诉 4 户并询问是否恢复/)).toBeDefined();
  });

  it("is only read by those who do not supervise", async () => {
    open({}, ["tickets.view"]);
    await screen.findByText("4 户报告");
    expect(screen.queryByRole("button", { name: "确认事件" })).toBeNull();
  });

  it("stands above the desk's list", async () => {
    vi.stubGlobal("fetch", serve({ "GET /api/v1/incidents": { items: [incident()], next_cursor: null } }).fetch);
    show(<IncidentStrip />, { permissions: ["tickets.view"] });
    expect((await screen.findByRole("link")).getAttribute("href")).toBe("/incidents/i1");
  });
});
