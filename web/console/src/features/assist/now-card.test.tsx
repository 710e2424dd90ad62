import type { AssistCard, SopList } from "@hearthline/api";
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Bus } from "@/lib/live/bus";
import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { heights, worstOf } from "./moods";
import { NowCard } from "./parts/now-card";

const bus = new Bus();
vi.mock("@/lib/live/live", () => ({
  useFrames: (type: string, hear: (frame: never) => void) => {
    bus.on(type as never, hear as never);
  },
}));

const AT = "/api/v1/assist/conversations/c1";
const card: AssistCard = {
  id: "k1", conversation_id: "c1", seq: 3, kind: "sop", severity: "info", title: "核对地址",
  text: "跟您核对一下地址：幸福小区3号楼，对吗？", note: "家里不热", missing: [], rests_on: [3],
  item: null, fields: [], facts: [{ label: "室温", value: "15℃" }], made_at: "2026-11-26T10:00:00Z",
  took_ms: 40, is_open: true, to_prove: [], awaits: false,
};
const steps: SopList = {
  items: [
    {
      id: "cold_home", name: "家里不热",
      steps: [
        { id: "a", name: "共情", kind: "say", progress: "done", is_optional: false, text: "", missing: [], script: null, seqs: [2] },
        { id: "b", name: "核对地址", kind: "ask", progress: "next", is_optional: false, text: "请问地址是{地址}？", missing: ["地址"], script: null, seqs: [] },
      ],
    },
  ],
  moods: [{ seq: 1, mood: "calm" }, { seq: 3, mood: "angry" }],
};

beforeEach(() => chooseLocale("zh-CN"));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function shown(answers: Record<string, unknown> = {}) {
  const server = serve({
    [`GET ${AT}/card`]: { card },
    [`GET ${AT}/sop`]: steps,
    [`POST ${AT}/cards/k1/feedback`]: { ...card, is_open: true },
    ...answers,
  });
  vi.stubGlobal("fetch", server.fetch);
  const onText = vi.fn();
  show(<NowCard conversationId={"c1" as never} onText={onText} />, { permissions: ["desk.reply"] });
  return { ...server, onText };
}

it("puts the card's words into the reply, and says that it was shown and used", async () => {
  const { asked, onText } = shown();
  fireEvent.click(await screen.findByRole("button", { name: /用这句/ }));
  expect(onText).toHaveBeenCalledWith(card.text);
  await waitFor(() => {
    const deeds = asked.filter(({ method }) => method === "POST").map(({ body }) => body);
    expect(deeds).toEqual([{ deed: "shown" }, { deed: "used" }]);
  });
});

it("puts a card away by its key", async () => {
  const { asked } = shown({ [`POST ${AT}/cards/k1/feedback`]: { ...card, is_open: false } });
  await screen.findByText(card.text);
  fireEvent.keyDown(globalThis.window, { code: "KeyK", altKey: true });
  await waitFor(() => expect(asked.at(-1)?.body).toEqual({ deed: "dismissed" }));
  expect(await screen.findByText(/没有要提醒的/)).toBeTruthy();
});

it("shows which step is next, and its words with what is still missing", async () => {
  const { onText } = shown();
  const next = await screen.findByRole("button", { name: /核对地址/ });
  expect(next.getAttribute("aria-current")).toBe("step");
  fireEvent.click(next);
  expect(screen.getByText("还要填：地址")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "用这句" }));
  expect(onText).toHaveBeenCalledWith("请问地址是{地址}？");
  expect(screen.getByText("愤怒")).toBeTruthy();
});

it("says so when there is nothing, and when it cannot be read", async () => {
  shown({ [`GET ${AT}/card`]: { card: null } });
  expect(await screen.findByText(/没有要提醒的/)).toBeTruthy();
  cleanup();
  shown({ [`GET ${AT}/card`]: new Response("{}", { status: 503 }) });
  expect(await screen.findByText(/不影响您回复/)).toBeTruthy();
});

it("drafts a summary that says what it rests on", async () => {
  shown({
    [`POST ${AT}/summary`]: {
      request: { text: "家里不热三天", seqs: [1, 3], is_rephrased: true }, handling: null, result: null, todo: null,
      emotion: { text: "愤怒", seqs: [3], is_rephrased: false }, codes: [{ code: "h.1", label: "整户不热", score: 0.9 }],
    },
  });
  fireEvent.click(await screen.findByRole("button", { name: /起草小结/ }));
  const words = await screen.findByText("家里不热三天");
  expect(words.getAttribute("title")).toBe("依据第 1、3 条");
  expect(screen.getByText("整户不热")).toBeTruthy();
});

it("draws the mood from calm at the bottom to a threat at the top", () => {
  const moods = [{ seq: 1, mood: "calm" }, { seq: 2, mood: "threatening" }];
  expect(worstOf(moods)).toBe("threatening");
  expect(heights(moods, 100, 20)).toEqual([[2, 18], [98, 2]]);
});

it("says what must be proved first, and that data are on their way until they come", async () => {
  const early = { ...card, to_prove: ["费用"], awaits: true };
  shown({ [`GET ${AT}/card`]: { card: early } });
  expect(await screen.findByText("核身后才能说：费用")).toBeTruthy();
  expect(screen.getByText(/还在路上/)).toBeTruthy();
  const whole = { ...early, awaits: false, facts: [{ label: "停供", value: "正在停热" }] };
  act(() => bus.tell({ type: "card", conversation_id: "c1", card: whole } as never));
  expect(await screen.findByText("正在停热")).toBeTruthy();
  expect(screen.queryByText(/还在路上/)).toBeNull();
});
