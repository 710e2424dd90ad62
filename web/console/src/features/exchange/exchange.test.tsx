import type { DueTicket, Intake, SheetLine } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { aRequest } from "@/lib/sending.testing";
import { serve, show } from "@/lib/testing";

import { countKinds, kindsOf, leftOf, takenOf } from "./kinds";
import ExchangePage from "./page";

const line = (row: number, facts: Partial<SheetLine> = {}): SheetLine => ({
  row, outcome: "new", no: `HB${row}`, type_code: "H-CP-04", content: "家里不热", deadline: "2026-12-02T10:00:00Z",
  was_deadline: null, is_moved: false, is_urged: false, ticket_id: null, work_order_no: "", column: "", why_zh: "",
  why_en: "", ...facts,
});
const LINES = [
  line(2),
  line(3, { outcome: "known", is_urged: true, ticket_id: "t3", work_order_no: "20261121-0003" }),
  line(4, { outcome: "faulty", no: "", column: "工单编号", why_zh: "没有编号，请补上。" }),
  line(5, { outcome: "known", ticket_id: "t5", work_order_no: "20261121-0005" }),
];
const intake = (facts: Partial<Intake> = {}): Intake => ({
  id: "i1", source: "12345", file_name: "交办.csv", state: "done", counts: { new: 1, known: 2, twice: 0, faulty: 1 },
  total: 3, done: 3, opened: 1, moved: 0, urged: 1, refused: 0, taken_by: "王芳", taken_at: "2026-11-26T08:00:00Z",
  ended_at: "2026-11-26T08:00:09Z", why_zh: "", why_en: "", ...facts,
});
const due = (no: string, facts: Partial<DueTicket> = {}): DueTicket => ({
  ticket_id: no, work_order_no: "20261121-0001", no, title: "室温不达标", content: "家里不热", status: "resolved", status_name: "已处理",
  deadline: "2026-11-20T10:00:00Z", is_overdue: true, can_be_answered: true, hinders_zh: "", hinders_en: "", ...facts,
});
const OFFICE = {
  code: "12345", zh: "12345 热线", en: "12345", columns: { no: ["工单编号"], content: ["诉求内容"] }, answer_columns: [],
};
const AT = "/api/v1/exchange";
const BOSS = ["tickets.view", "tickets.supervise"] as const;

function open(at: string, answers: Record<string, unknown> = {}, permissions: readonly string[] = BOSS) {
  const server = serve({ [`GET ${AT}/offices`]: { items: [OFFICE] }, ...answers });
  vi.stubGlobal("fetch", server.fetch);
  show(
    <Routes>
      <Route path="/exchange/:view?" element={<ExchangePage />} />
      <Route path="*" element={null} />
    </Routes>,
    { permissions: permissions as never, at },
  );
  return server;
}

function drop(file: File): void {
  const input = document.querySelector("input[type=file]");
  if (input === null) throw new Error("no place for a file");
  fireEvent.change(input, { target: { files: [file] } });
}

describe("the rows of a sheet", () => {
  it("are counted by what they do, one that is urged and moved as both", () => {
    const both = line(6, { outcome: "known", is_urged: true, is_moved: true });
    expect(kindsOf(both)).toEqual(["urged", "moved"]);
    expect(countKinds([...LINES, both])).toEqual({ new: 1, urged: 2, moved: 1, same: 1, twice: 0, faulty: 1 });
    expect(takenOf(LINES)).toBe(3);
  });
});

describe("the time that is left", () => {
  it("grows hot: calm, within a day, passed", () => {
    const now = Date.parse("2026-11-26T10:00:00Z");
    expect(leftOf({ deadline: "2026-11-28T10:00:00Z" }, now)).toEqual({ heat: "calm", seconds: 172_800 });
    expect(leftOf({ deadline: "2026-11-26T11:00:00Z" }, now)?.heat).toBe("warm");
    expect(leftOf({ deadline: "2026-11-26T09:00:00Z" }, now)).toEqual({ heat: "hot", seconds: 3_600 });
    expect(leftOf({ deadline: null }, now)).toBeNull();
  });
});

describe("the page", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("shows first what is wrong, with row, column and mend, and takes the others in", async () => {
    open("/exchange/take", { [`GET ${AT}/intakes/i1`]: intake(), [`GET ${AT}/intakes/i1/lines`]: { items: [], next_cursor: null } });
    aRequest({ status: 200, body: { source: "12345", stamp: "s1", counts: {}, lines: LINES } });
    await screen.findByText(/的表格拖到这里/);
    drop(new File(["x"], "交办.csv", { type: "text/csv" }));
    expect(await screen.findByText("没有编号，请补上。")).toBeDefined();
    expect(screen.getByText("第 4 行 · 工单编号")).toBeDefined();
    fireEvent.click(screen.getByText("全部 4"));
    expect((await screen.findByRole("link", { name: "20261121-0003" })).getAttribute("href")).toBe("/tickets/t3");
    const sent = aRequest({ status: 202, body: intake({ state: "waiting", done: 0 }) });
    fireEvent.click(screen.getByRole("button", { name: "收下 3 行" }));
    await waitFor(() => expect(screen.getByLabelText("address").textContent).toBe("/exchange/taken?office=12345&id=i1"));
    expect(sent.map(({ address, form }) => [address, form.get("stamp")])).toEqual([[`${AT}/intakes`, "s1"]]);
  });

  it("tells why a file was not read, and lets another be chosen", async () => {
    open("/exchange/take");
    aRequest({ status: 422, body: { code: "x", detail: "前 10 行里找不到表头。" } });
    await screen.findByText(/的表格拖到这里/);
    drop(new File(["x"], "a.csv"));
    expect(await screen.findByText(/前 10 行里找不到表头/)).toBeDefined();
    expect(screen.getByText(/的表格拖到这里/)).toBeDefined();
  });

  it("shows how far a sheet has come, and what broke off", async () => {
    open("/exchange/taken?id=i1", { [`GET ${AT}/intakes/i1`]: intake({ state: "working", done: 1 }) });
    expect((await screen.findAllByText("已处理 1 / 3 行")).length).toBeGreaterThan(0);
    cleanup();
    open("/exchange/taken?id=i1", {
      [`GET ${AT}/intakes/i1`]: intake({ state: "failed", why_zh: "中途多次出错。" }),
      [`GET ${AT}/intakes/i1/lines`]: { items: [{ ...LINES[2], is_done: true }], next_cursor: null },
    });
    expect(await screen.findByText("中途多次出错。")).toBeDefined();
    expect(await screen.findByText("建单 1 张 · 催办 1 次 · 未收 1 行")).toBeDefined();
  });

  it("marks what was answered, and says of each refused one why", async () => {
    const waits = due("HB2", { can_be_answered: false, hinders_zh: "工单还没有处理完。" });
    const server = open("/exchange/due", {
      [`GET ${AT}/12345/due`]: { items: [due("HB1"), waits], next_cursor: null },
      [`POST ${AT}/12345/answered`]: {
        items: [{ ticket_id: "HB1", outcome: "refused", why_zh: "答复前要先回访诉求人。", why_en: "" }],
      },
    });
    expect(await screen.findByText("工单还没有处理完。")).toBeDefined();
    expect(screen.getByRole("checkbox", { name: "选择 HB2" }).hasAttribute("disabled")).toBe(true);
    expect(screen.getByRole("link", { name: /下载答复表/ }).getAttribute("href")).toBe(`${AT}/12345/answers.csv`);
    fireEvent.click(screen.getByRole("checkbox", { name: "选择 HB1" }));
    fireEvent.click(screen.getByRole("button", { name: "标记 1 张已答复" }));
    expect(await screen.findByText("答复前要先回访诉求人。")).toBeDefined();
    const told = server.asked.find(({ method }) => method === "POST")?.body as { ticket_ids: string[] };
    expect(told.ticket_ids).toEqual(["HB1"]);
  });

  it("is only read by those who do not supervise", async () => {
    open("/exchange", { [`GET ${AT}/12345/due`]: { items: [due("HB1")], next_cursor: null } }, ["tickets.view"]);
    await screen.findByText("HB1");
    expect(screen.queryByText("收表")).toBeNull();
    expect(screen.queryByRole("button", { name: /标记/ })).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("teaches where nothing is yet", async () => {
    open("/exchange/due", { [`GET ${AT}/12345/due`]: { items: [], next_cursor: null } });
    expect(await screen.findByText("没有等待答复的工单")).toBeDefined();
    cleanup();
    open("/exchange/taken", { [`GET ${AT}/intakes`]: { items: [], next_cursor: null } });
    expect(await screen.findByText("还没有收过表")).toBeDefined();
  });
});
