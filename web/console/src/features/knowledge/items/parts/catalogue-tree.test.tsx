import type { Branch } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { CatalogueTree } from "./catalogue-tree";

const place = (path: string, own: number, children: Branch[] = []): Branch => ({
  path, name: path.split("/").at(-1) ?? "", own, total: own + children.reduce((sum, one) => sum + one.total, 0), children,
});
const TREE = [place("供热", 0, [place("供热/缴费", 3), place("供热/退费", 1)]), place("供电", 2)];
const CHANGED = { batch_id: "b1", changed: 3, drafted: 0, unchanged: 0, skipped: {} };

function open(permissions: ("knowledge.view" | "knowledge.edit")[] = ["knowledge.view", "knowledge.edit"]) {
  const onChoose = vi.fn();
  const server = serve({
    "POST /api/v1/knowledge/catalogue/move": CHANGED,
    "POST /api/v1/knowledge/bulk": CHANGED,
    "POST /api/v1/knowledge/bulk/b1/undo": CHANGED,
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<CatalogueTree branches={TREE} chosen={null} onChoose={onChoose} />, { permissions });
  return { ...server, onChoose };
}

const row = (name: RegExp) => screen.getByRole("treeitem", { name });

function carry(from: HTMLElement, to: HTMLElement): void {
  const carried = new Map<string, string>();
  const dataTransfer = {
    setData: (type: string, value: string) => carried.set(type, value),
    getData: (type: string) => carried.get(type) ?? "",
    get types() {
      return [...carried.keys()];
    },
  };
  fireEvent.dragStart(from, { dataTransfer });
  fireEvent.dragOver(to, { dataTransfer });
  fireEvent.drop(to, { dataTransfer });
}

describe("the catalogue", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("is walked by key: into a place, along, and chosen", () => {
    const { onChoose } = open();
    const all = row(/全部条目/);
    all.focus();
    fireEvent.keyDown(all, { key: "ArrowDown" });
    expect(document.activeElement).toBe(row(/^.*供热.*4$/));
    fireEvent.keyDown(row(/供热.*4$/), { key: "ArrowLeft" });
    expect(screen.queryByRole("treeitem", { name: /缴费/ })).toBeNull();
    fireEvent.keyDown(row(/供热.*4$/), { key: "ArrowRight" });
    fireEvent.keyDown(row(/缴费/), { key: "Enter" });
    expect(onChoose).toHaveBeenCalledWith("供热/缴费");
  });

  it("moves a place by M, with a way back", async () => {
    const { asked } = open();
    fireEvent.keyDown(row(/缴费/), { key: "m" });
    fireEvent.change(await screen.findByLabelText("新名称"), { target: { value: "交费" } });
    fireEvent.click(screen.getByRole("button", { name: "移动" }));
    fireEvent.click(await screen.findByRole("button", { name: "撤销" }));
    await waitFor(() => expect(asked.at(-1)?.path).toBe("/api/v1/knowledge/bulk/b1/undo"));
    expect(asked[0]?.body).toEqual({ path: "供热/缴费", to: "供热/交费" });
  });

  it("takes a place that is dropped on another, and not on itself", async () => {
    const { asked } = open();
    carry(row(/缴费/), row(/缴费/));
    carry(row(/缴费/), row(/供电/));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]?.body).toEqual({ path: "供热/缴费", to: "供电/缴费" });
  });

  it("moves nothing for those who only read", () => {
    open(["knowledge.view"]);
    fireEvent.keyDown(row(/缴费/), { key: "m" });
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(row(/缴费/).getAttribute("draggable")).toBe("false");
  });
});
