import { Problem } from "@hearthline/api";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { aRelease, aRun } from "../../testing";
import { ArchiveRefused, refusalOf } from "../../upload";
import { ForceDialog } from "./force-dialog";
import { ReleaseTable } from "./release-table";
import { doubtOf } from "./standing";

const ACTIVATION = {
  number: 1, release_id: "a".repeat(64), release_short: "aaaaaaaaaaaa", replaced_id: "b", replaced_short: "b",
  reason: "", by: null, at: "2026-11-21T08:00:00Z",
};

const button = () => screen.getByRole<HTMLButtonElement>("button", { name: "启用版本 aaaaaaa" });
const deeds = () => screen.queryAllByRole("button", { name: "启用" });

beforeEach(() => chooseLocale("zh-CN"));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("whether a reason is needed", () => {
  it.each([
    ["never tested", null, "untested"],
    ["at work", aRun({ state: "running" }), "unfinished"],
    ["broken", aRun({ state: "broken" }), "unfinished"],
    ["failing", aRun({ failed: 2 }), "failing"],
    ["all pass", aRun(), null],
  ])("%s", (_, last_run, doubt) => {
    expect(doubtOf({ last_run })).toBe(doubt);
  });
});

describe("putting a release in force", () => {
  it("says what happens to open conversations, and needs no reason when all tests pass", async () => {
    const server = serve({ [`POST /api/v1/bot/releases/${"a".repeat(64)}/activate`]: ACTIVATION });
    vi.stubGlobal("fetch", server.fetch);
    const onClose = vi.fn<() => void>();
    show(<ForceDialog forcing={{ release: aRelease({ last_run: aRun() }), how: "activate" }} onClose={onClose} />);
    expect(screen.getByText(/正在进行的对话在原来的版本上聊完/)).toBeTruthy();
    fireEvent.click(button());
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(server.asked.find(({ method }) => method === "POST")?.body).toEqual({ reason: "" });
  });

  it("waits for a reason where tests fail, and sends it", async () => {
    const server = serve({ "POST /api/v1/bot/roll-back": ACTIVATION });
    vi.stubGlobal("fetch", server.fetch);
    const release = aRelease({ last_run: aRun({ failed: 2 }) });
    const onClose = vi.fn<() => void>();
    show(<ForceDialog forcing={{ release, how: "back" }} onClose={onClose} />);
    const deed = screen.getByRole<HTMLButtonElement>("button", { name: "回到版本 aaaaaaa" });
    expect(deed.disabled).toBe(true);
    fireEvent.change(screen.getByRole("textbox"), { target: { value: " 新版答错 " } });
    fireEvent.click(deed);
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(server.asked.find(({ method }) => method === "POST")).toMatchObject({
      path: "/api/v1/bot/roll-back",
      body: { reason: "新版答错" },
    });
  });

  it("stays open and says why when the server refuses", async () => {
    const refused = Response.json({ code: "release.tests_fail", detail: "测试没有全部通过" }, { status: 409 });
    vi.stubGlobal("fetch", serve({ [`POST /api/v1/bot/releases/${"a".repeat(64)}/activate`]: refused }).fetch);
    const onClose = vi.fn<() => void>();
    show(<ForceDialog forcing={{ release: aRelease({ last_run: aRun() }), how: "activate" }} onClose={onClose} />);
    fireEvent.click(button());
    expect(await screen.findByText("测试没有全部通过")).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
  });
});

describe("the list of releases", () => {
  const fault = { file: "heating/flows/x.yaml", line: 3, what: "no step", mend: "name one" };
  const rows = [
    aRelease({ note: "可用", last_run: aRun() }),
    aRelease({ id: "b".repeat(64), note: "有错", faults: [fault] }),
    aRelease({ id: "c".repeat(64), note: "现在的", state: "active" }),
  ];

  it("offers to use only what is sound and not in force", () => {
    const onForce = vi.fn<(forcing: unknown) => void>();
    show(<ReleaseTable releases={rows} onOpen={() => undefined} onForce={onForce} />);
    expect(deeds()).toHaveLength(1);
    fireEvent.click(deeds()[0] as HTMLElement);
    expect(onForce).toHaveBeenCalledExactlyOnceWith({ release: rows[0], how: "activate" });
    expect(screen.getByText("1 处错误")).toBeTruthy();
    expect(screen.getByText("3 / 3 通过")).toBeTruthy();
  });

  it("offers nothing to one who may only look", () => {
    show(<ReleaseTable releases={rows} onOpen={() => undefined} onForce={() => undefined} />, { permissions: ["bot.view"] });
    expect(deeds()).toHaveLength(0);
  });
});

describe("a refused upload", () => {
  it("names every fault with its place and how to mend it", () => {
    const refusal = refusalOf(422, {
      code: "release.unreadable",
      detail: "…",
      errors: [{ pointer: "heating/pack.yaml:3", detail: "no name → write one" }],
    });
    expect(refusal).toBeInstanceOf(ArchiveRefused);
    expect((refusal as ArchiveRefused).faults).toEqual([
      { file: "heating/pack.yaml", line: 3, what: "no name", mend: "write one" },
    ]);
  });

  it("is a plain problem where the server names none", () => {
    const refusal = refusalOf(413, null);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).not.toBeInstanceOf(ArchiveRefused);
    expect(refusal.status).toBe(413);
  });
});
