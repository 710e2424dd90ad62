import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { aCopy, aReview } from "../../testing";
import { Decision } from "./decision";

const AT = "/api/v1/knowledge/articles/a1/draft";

const SETS = "GET /api/v1/knowledge/trials/sets";
const ranAs = (passes: boolean) => ({
  [SETS]: { items: [{ id: "s1", name: "缴费常问" }], cursor: null },
  [`${SETS}/s1/runs`]: {
    items: [{ id: "r1", at: "2026-11-26T01:10:00Z", verdict: { passes, against: passes ? [] : ["hit_1"] } }],
    cursor: null,
  },
});

function open(facts: Parameters<typeof aReview>[0] = {}, more: Record<string, unknown> = {}) {
  const onDecided = vi.fn();
  const server = serve({
    [`POST ${AT}/approve`]: { article: {}, schedule: null },
    [`POST ${AT}/reject`]: aCopy(),
    ...more,
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<Decision review={aReview(facts)} onDecided={onDecided} />, {
    permissions: ["knowledge.view", "knowledge.review"],
  });
  return { ...server, onDecided };
}

describe("deciding on a draft", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("publishes at once what is approved, and goes on", async () => {
    const { asked, onDecided } = open();
    fireEvent.click(screen.getByRole("button", { name: "通过并发布" }));
    await waitFor(() => expect(onDecided).toHaveBeenCalled());
    const approved = asked.find(({ method }) => method === "POST");
    expect(approved?.body).toEqual({ counter: 2, note: "", publish: true, publish_at: null, in_spite: "" });
    await screen.findByText(/“怎么报停”已发布/);
  });

  it("may be approved without being published", async () => {
    const { asked } = open();
    fireEvent.click(screen.getByRole("button", { name: "通过，先不发布" }));
    await screen.findByText(/等待发布/);
    expect(asked.find(({ method }) => method === "POST")?.body).toMatchObject({ publish: false, publish_at: null });
  });

  it("is not for those who wrote on it, and says why", () => {
    open({ mine: true });
    for (const name of ["通过并发布", "通过，先不发布", "通过并定时发布"]) {
      expect(screen.getByRole<HTMLButtonElement>("button", { name }).disabled).toBe(true);
    }
    expect(screen.getByText(/有您的修改，不能自己审核/)).toBeDefined();
  });

  it("gives back with a reason only", async () => {
    const { asked, onDecided } = open();
    fireEvent.click(screen.getByRole("button", { name: "退回修改" }));
    const dialog = await screen.findByRole("dialog");
    const button = dialog.querySelector<HTMLButtonElement>(".ant-btn-primary");
    expect(button?.disabled).toBe(true);
    fireEvent.change(screen.getByLabelText("哪里要改"), { target: { value: "写清多久到账" } });
    fireEvent.click(button as HTMLElement);
    await waitFor(() => expect(onDecided).toHaveBeenCalled());
    expect(asked.find(({ method }) => method === "POST")?.body).toEqual({ counter: 2, note: "写清多久到账" });
  });

  it("says which hit tests failed last, and still publishes", async () => {
    const { onDecided } = open({}, ranAs(false));
    expect(await screen.findByText(/第一条就对的比上次少/)).toBeDefined();
    expect(screen.getByText(/缴费常问/)).toBeDefined();
    expect(screen.queryByRole("link", { name: "缴费常问" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "通过，仍要发布" }));
    await waitFor(() => expect(onDecided).toHaveBeenCalled());
  });

  it("is held when tests would come out worse, until a reason is given", async () => {
    const held = Response.json(
      {
        code: "knowledge.gate_refuses",
        errors: [{ pointer: "/trials/缴费常问", detail: "hit_1, wrong_direct" }],
      },
      { status: 409 },
    );
    const { asked, onDecided } = open({}, { [`POST ${AT}/approve`]: held });
    fireEvent.click(screen.getByRole("button", { name: "通过并发布" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("缴费常问：第一条就对的比上次少、答错却直接说的比上次多");
    fireEvent.change(screen.getByLabelText("仍要发布的理由"), { target: { value: "旧问法停用" } });
    fireEvent.click(dialog.querySelector(".ant-btn-primary") as HTMLElement);
    await waitFor(() => expect(asked.filter(({ method }) => method === "POST")).toHaveLength(2));
    expect(asked.findLast(({ method }) => method === "POST")?.body).toMatchObject({ in_spite: "旧问法停用" });
    expect(onDecided).not.toHaveBeenCalled();
  });

  it("says quietly that they passed", async () => {
    open({}, ranAs(true));
    expect(await screen.findByText(/命中测试上次全部通过/)).toBeDefined();
    expect(screen.getByRole("button", { name: "通过并发布" })).toBeDefined();
  });
});
