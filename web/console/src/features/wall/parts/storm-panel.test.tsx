import type { QueueNow, Storm } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { StormPanel } from "./storm-panel";

const queues = [{ id: "heat", name: "供热" }, { id: "power", name: "电力" }] as QueueNow[];
const plan = { id: "s1", name: "停热预案" };
const storm = (queue_ids: string[]): Storm =>
  ({
    id: "t1", plan, reason: "爆管", queue_ids, districts: [], declared_by: "李静",
    began_at: new Date().toISOString(), ends_at: new Date(Date.now() + 3_600_000).toISOString(),
  }) as unknown as Storm;

function look(storms: Storm[]) {
  const server = serve({
    "GET /api/v1/supervision/storm-plans": { items: [plan] },
    "GET /api/v1/supervision/storm-plans/s1/preview": { changes: [] },
    "POST /api/v1/supervision/storms": storm(["power"]),
    "GET /api/v1/teams": { items: [{ areas: ["幸福小区", "城东区"] }] },
  });
  const urls: string[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    urls.push(request.url);
    return server.fetch(request);
  });
  show(<StormPanel storms={storms} queues={queues} />, { permissions: ["desk.supervise"] });
  return { asked: server.asked, urls };
}

const pick = async (label: string, option: string) => {
  fireEvent.mouseDown(screen.getByLabelText(label));
  fireEvent.click(await screen.findByTitle(option));
};

describe("the storm switch", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("is for the queues that are named, in the preview too", async () => {
    const { asked, urls } = look([]);
    fireEvent.click(screen.getByText("准备开启"));
    await waitFor(() => expect(asked).toHaveLength(2));
    await pick("预案", "停热预案");
    await pick("队列", "电力");
    await pick("片区", "幸福小区");
    await waitFor(() => expect(urls.some((url) => url.includes("queue_id=power"))).toBe(true));
    fireEvent.change(screen.getByLabelText("原因（记入审计）"), { target: { value: "线路故障" } });
    fireEvent.click(screen.getByText("开启应急模式"));
    await screen.findByText("开启“停热预案”？");
    fireEvent.click(screen.getAllByText("开启应急模式").at(-1) as HTMLElement);
    await waitFor(() => {
      const sent = asked.find(({ method }) => method === "POST");
      expect(sent?.body).toMatchObject({ plan_id: "s1", queue_ids: ["power"], districts: ["幸福小区"], reason: "线路故障" });
    });
  });

  it("can still be used elsewhere while one queue is in a storm", () => {
    look([storm(["heat"])]);
    expect(screen.getByText("只对 供热")).toBeTruthy();
    expect(screen.getByText("准备开启")).toBeTruthy();
  });

  it("is not offered while a storm holds everywhere", () => {
    look([storm([])]);
    expect(screen.queryByText("准备开启")).toBeNull();
  });
});
