import type { AgentSetting, QueueSetting } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";
import { QueuesSection } from "./queues-section";

const plain = {
  is_default: false, channels: [], skills: {}, rings: [], hours: null, overflow_to: null,
  overflow_after_s: null, backups: [], closed: "queue", target_s: 20, target_share: 0.8,
  is_open: true, opens_at: null, counter: 1, changed_at: null, archived: false, members: [],
};
const QUEUES = [
  { ...plain, id: "d", name: "综合客服", is_default: true },
  {
    ...plain, id: "h", name: "供热报修", skills: { 供热: 60 }, counter: 4,
    rings: [{ after_s: 20, min_level: 40, skill: "供热" }, { after_s: 60, min_level: null, skill: null }],
    hours: { weekdays: [...Array.from({ length: 5 }, () => [{ since: 480, until: 1080 }]), [], []], holiday: [] },
    is_open: false, opens_at: "2026-11-23T00:00:00Z", overflow_to: "d", overflow_after_s: 90,
    members: [{ staff_id: "1", name: "李静", level: 1, skills: { 供热: 80 } }],
  },
] as unknown as QueueSetting[];
const PEOPLE = [
  {
    staff_id: "1", name: "李静", skills: { 供热: 80 }, total: 5, by_channel: { wechat: 2 },
    interrupts: {}, queues: ["h"], counter: 2, changed_at: null,
  },
  {
    staff_id: "2", name: "赵强", skills: {}, total: 6, by_channel: {}, interrupts: {},
    queues: [], counter: 1, changed_at: null,
  },
] as unknown as AgentSetting[];

function open(more: Record<string, unknown> = {}) {
  const server = serve({
    "GET /api/v1/queues": { items: QUEUES, skills: ["供热", "电力"] },
    "GET /api/v1/queues/agents": { items: PEOPLE },
    "PUT /api/v1/queues/h": QUEUES[1],
    "PUT /api/v1/queues/h/members": QUEUES[1],
    "PUT /api/v1/queues/agents/1": PEOPLE[0],
    ...more,
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<QueuesSection />, { permissions: ["desk.supervise"], at: "/settings/queues" });
  return server;
}

// A form of many fields takes its time in a browser that is only played.
const SLOW = 20_000;

const put = (asked: { method: string; path: string; body: unknown }[]) =>
  asked.find(({ method }) => method === "PUT");

describe("queues", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("tell at a glance who is needed, how that relaxes and when they serve", async () => {
    open();
    expect(await screen.findByText("供热 ≥ 60")).toBeTruthy();
    expect(screen.getByText("20 秒后供热降到 40")).toBeTruthy();
    expect(screen.getByText("60 秒后不再要求所有技能")).toBeTruthy();
    expect(screen.getByText("周一–周五").parentElement?.textContent).toContain("08:00–18:00");
    expect(screen.getByText("综合客服（90 秒）")).toBeTruthy();
    expect(screen.getByText("还没有成员：没有人会接到这个队列的客户。")).toBeTruthy();
    expect(screen.queryByLabelText("归档：综合客服")).toBeNull();
  });

  it("are saved with the counter that was seen, and tell who was quicker", async () => {
    const told = "王芳 在 11-21 09:30 修改过这个队列。请重新打开，核对后再保存。";
    const { asked } = open({
      "PUT /api/v1/queues/h": new Response(
        JSON.stringify({ code: "routing.queue_changed", title: "队列已被修改", detail: told }),
        { status: 409, headers: { "Content-Type": "application/problem+json" } },
      ),
    });
    fireEvent.click(await screen.findByLabelText("修改：供热报修"));
    fireEvent.change(await screen.findByLabelText("名称"), { target: { value: "供热抢修" } });
    fireEvent.click(screen.getByText("保存"));
    expect(await screen.findByText(told)).toBeTruthy();
    expect(put(asked)?.body).toMatchObject({
      name: "供热抢修", counter: 4, skills: { 供热: 60 }, overflow_to: "d", overflow_after_s: 90,
      rings: QUEUES[1]?.rings, hours: QUEUES[1]?.hours,
    });
  }, SLOW);

  it("are staffed by ticking people", async () => {
    const { asked } = open();
    const [, staff] = await screen.findAllByText("安排成员");
    if (staff) fireEvent.click(staff);
    fireEvent.click(await screen.findByLabelText("赵强"));
    fireEvent.click(screen.getByText("保存"));
    await waitFor(() => expect(put(asked)).toBeDefined());
    expect(put(asked)?.body).toEqual({
      counter: 4,
      members: [{ staff_id: "1", level: 1 }, { staff_id: "2", level: 1 }],
    });
  }, SLOW);

  it("show people with their skills and room, and save them", async () => {
    const { asked } = open();
    fireEvent.click(await screen.findByText("人员"));
    expect(await screen.findByText("其中 微信 2")).toBeTruthy();
    expect(screen.getByText("没有登记技能")).toBeTruthy();
    fireEvent.click(screen.getByLabelText("修改：李静"));
    fireEvent.change(await screen.findByLabelText("总共最多"), { target: { value: "3" } });
    fireEvent.click(screen.getByText("保存"));
    await waitFor(() => expect(put(asked)).toBeDefined());
    expect(put(asked)?.body).toEqual({
      counter: 2, skills: { 供热: 80 }, total: 3, by_channel: { wechat: 2 }, interrupts: {},
    });
  }, SLOW);
});
