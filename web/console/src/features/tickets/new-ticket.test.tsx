import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { NewTicketForm } from "./parts/new-ticket-form";

const field = (name: string, zh: string, kind: string) => ({
  name, zh, en: name, kind, required: false, values: [],
});
const types = {
  items: [
    {
      code: "H-RP-01", domain: "heating", zh: "整户不热", en: "Cold", priority: "P2", limits: [],
      has_visit: false, fields: [field("since", "开始时间", "text"), field("temp_c", "室温", "temperature")],
    },
  ],
};
const said = "我家昨晚开始不热，只有15度，电话13812345678";
const found = (name: string, label: string, value: unknown, words: string) => ({
  name, label, value, shown: String(value), confidence: 0.9, seq: 3,
  start: said.indexOf(words), end: said.indexOf(words) + words.length, said,
});
const prefilled = {
  fields: [
    found("since", "开始时间", "昨晚", "昨晚"),
    found("temp_c", "室温", 15, "15度"),
    found("contact_phone", "电话", "13812345678", "13812345678"),
  ],
};
const facts = {
  id: "p1", accounts: [
    { key: "k1", domain: "heating", account_no_masked: "1203****78", profile: { data: { name_masked: "张*", address_masked: "幸福小区3号楼***" } } },
  ],
};
const picked = {
  account_ref: "sealed-account", domain: "heating", account_no_masked: "1203****78", name_masked: "张*",
  address: "幸福小区3号楼", community: "幸福小区", building: "3", unit: null, is_whole_address: false,
  contact_ref: "sealed-phone", contact_masked: "138****5678",
};

beforeEach(() => chooseLocale("zh-CN"));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function shown(answers: Record<string, unknown> = {}) {
  const server = serve({
    "GET /api/v1/tickets/types": types,
    "GET /api/v1/assist/customers/p1/facts": facts,
    "POST /api/v1/assist/conversations/c1/prefill": prefilled,
    "POST /api/v1/assist/accounts/pick": picked,
    "POST /api/v1/tickets": { id: "t1", work_order_no: "20261126-0007" },
    ...answers,
  });
  vi.stubGlobal("fetch", server.fetch);
  const onDone = vi.fn();
  show(
    <NewTicketForm conversationId={"c1" as never} customerId={"p1" as never} onDone={onDone} />,
    { permissions: ["tickets.act", "desk.reply", "customers.view"], known: [[["tickets", "types"], types]] },
  );
  return { ...server, onDone };
}

const box = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

async function chooseType(): Promise<void> {
  fireEvent.mouseDown(screen.getByLabelText("工单类型"));
  fireEvent.click(await screen.findByText("整户不热 · H-RP-01"));
}

async function choose(option: RegExp): Promise<void> {
  fireEvent.mouseDown(box("户号"));
  fireEvent.click(await screen.findByText(option));
  await screen.findByText(/已选户号/);
}

it("fills from the conversation, shows the words, and takes one or all back", async () => {
  shown();
  await chooseType();
  await waitFor(() => expect(box("开始时间").value).toBe("昨晚"));
  expect(box("室温").value).toBe("15.0");
  expect(screen.getByText("昨晚").tagName).toBe("MARK");
  expect(screen.getByText("已从对话带入 3 项，请核对")).toBeTruthy();

  fireEvent.click(screen.getByRole("button", { name: "撤销：开始时间" }));
  expect(box("开始时间").value).toBe("");
  fireEvent.change(box("室温"), { target: { value: "16" } });
  await waitFor(() => expect(screen.getByText("已从对话带入 1 项，请核对")).toBeTruthy());
  fireEvent.click(screen.getByRole("button", { name: "全部撤销" }));
  expect(box("联系电话").value).toBe("");
  expect(box("室温").value).toBe("16.0");
});

it("takes an account of the customer's over, without its number, and gives it back", async () => {
  const { asked } = shown({ "POST /api/v1/assist/conversations/c1/prefill": { fields: [] } });
  await chooseType();
  fireEvent.change(box("地址"), { target: { value: "说不清" } });
  await choose(/1203\*\*\*\*78 · 供热 · 张\*/);
  expect(asked.find(({ path }) => path.endsWith("/pick"))?.body).toEqual({
    account: "k1", customer_id: "p1", conversation_id: "c1",
  });
  expect(box("地址").value).toBe("幸福小区3号楼");
  expect(box("小区").value).toBe("幸福小区");
  expect(screen.getByText("系统只给到这里，请向客户问清单元和房号")).toBeTruthy();
  expect(screen.getByText("用客户的电话 138****5678")).toBeTruthy();
  fireEvent.click(screen.getAllByRole("button", { name: "撤销" })[0] as HTMLElement);
  await waitFor(() => expect(box("地址").value).toBe("说不清"));

  await choose(/1203\*\*\*\*78 · 供热 · 张\*/);
  fireEvent.change(box("问题描述"), { target: { value: "全屋不热" } });
  fireEvent.click(screen.getByRole("button", { name: "提交" }));
  const filed = () => asked.find(({ path }) => path === "/api/v1/tickets")?.body;
  await waitFor(() => expect(filed()).toBeTruthy());
  expect(filed()).toMatchObject({
    account_no: null, account_ref: "sealed-account", contact_phone: null, contact_ref: "sealed-phone",
    place: { address: "幸福小区3号楼", community: "幸福小区", building: "3" },
  });
});

it("looks in the business systems while one types, and files without them", async () => {
  const { asked, onDone } = shown({
    "POST /api/v1/assist/accounts/search": {
      items: [{ ref: "sealed-other", domain: "heating", account_no_masked: "1203****99", name_masked: "李*", address_masked: "阳光花园2号楼***" }],
    },
    "POST /api/v1/assist/conversations/c1/prefill": Response.json({ code: "x", title: "x", status: 500 }, { status: 500 }),
  });
  await chooseType();
  fireEvent.change(box("地址"), { target: { value: "阳光花园2号楼" } });
  expect(await screen.findByText(/1203\*\*\*\*99 · 供热 · 李\*/)).toBeTruthy();
  expect(asked.find(({ path }) => path.endsWith("/search"))?.body).toEqual({ address: "阳光花园2号楼" });
  fireEvent.change(box("问题描述"), { target: { value: "全屋不热" } });
  fireEvent.click(screen.getByRole("button", { name: "提交" }));
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(asked.find(({ path }) => path === "/api/v1/tickets")?.body).toMatchObject({
    account_ref: null, contact_ref: null, place: { address: "阳光花园2号楼" },
  });
});
