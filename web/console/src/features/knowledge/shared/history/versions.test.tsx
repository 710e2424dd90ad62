import type { Difference, Publication, Revision } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { mayGoBack } from "./version-list";
import { picked, Versions } from "./versions";

const AT = "/api/v1/knowledge/articles/a1";
const revision = (version: number, isLive: boolean): Revision => ({
  version, title: "怎么报停", origin: "desk", author: { id: "2", name: "李静" }, reviewer: { id: "1", name: "孙悦" },
  note: "", created_at: "2026-11-20T08:00:00Z", is_published: isLive,
});
const publication = (number: number, version: number, until: string | null): Publication => ({
  number, version, published_at: "2026-11-20T08:00:00Z", withdrawn_at: until, cause: "publish", by: null, withdrawn_by: null,
});
const PAST = [publication(2, 2, null), publication(1, 1, "2026-11-21T08:00:00Z")];
const ANSWER: Difference = {
  field: "answer", kind: "text", before: "30 天", after: "15 天", removed: [], added: [],
  lines: [{
    op: "changed", before: "30 天", after: "15 天",
    parts: [{ op: "removed", text: "30" }, { op: "added", text: "15" }, { op: "same", text: " 天" }],
  }],
};

function open() {
  const server = serve({
    [`GET ${AT}/diff`]: { fields: [ANSWER] },
    [`POST ${AT}/roll-back`]: {},
  });
  vi.stubGlobal("fetch", server.fetch);
  show(<Versions id="a1" revisions={[revision(2, true), revision(1, false)]} publications={PAST} />, {
    permissions: ["knowledge.view", "knowledge.review"],
  });
  return server;
}

describe("picking two versions", () => {
  it("keeps the one picked last, the older left", () => {
    expect(picked({ before: 1, after: 3 }, 2)).toEqual({ before: 2, after: 3 });
    expect(picked({ before: 1, after: 2 }, 3)).toEqual({ before: 2, after: 3 });
    expect(picked({ before: null, after: 2 }, 1)).toEqual({ before: 1, after: 2 });
  });

  it("goes back only to what was in force and is not", () => {
    expect(mayGoBack(1, PAST)).toBe(true);
    expect(mayGoBack(2, PAST)).toBe(false);
    expect(mayGoBack(3, PAST)).toBe(false);
  });
});

describe("versions of an item", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("are compared with what was taken out left and what came right", async () => {
    open();
    const gone = await screen.findByText("30");
    expect(gone.tagName).toBe("DEL");
    expect(screen.getByText("15").tagName).toBe("INS");
    expect(gone.closest("[data-side]")?.getAttribute("data-side")).toBe("before");
  });

  it("are gone back to in one step, and back from that in one", async () => {
    const { asked } = open();
    fireEvent.click(screen.getByRole("button", { name: "退回这一版" }));
    const dialog = await screen.findByRole("dialog");
    fireEvent.click(dialog.querySelector(".ant-btn-primary") as HTMLElement);
    fireEvent.click(await screen.findByRole("button", { name: "撤销" }));
    const rolled = () => asked.filter(({ path }) => path.endsWith("/roll-back")).map(({ body }) => body);
    await waitFor(() => expect(rolled()).toHaveLength(2));
    expect(rolled()).toEqual([{ version: 1, reason: "" }, { version: 2, reason: "" }]);
  });
});
