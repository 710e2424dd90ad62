import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Locale } from "../../bridge";
import { message, mine } from "../../fakes/messages";
import type { Chat } from "../chat";
import { copyFor } from "../copy";
import { EMPTY } from "../store";
import type { Verdicts } from "../thread/judging";
import type { Message, Verdict } from "../wire/messages";
import { MessageRow } from "./bubble";
import { SurroundingsContext } from "./context";

const judge = vi.fn<(seq: number, verdict: Verdict) => Promise<void>>();
const CITED = { citations: [{ title: "室温标准", version: "3" }] };
const ANSWER = message(4, { data: CITED, reply_to: 3 });
let place: HTMLElement;

async function show(
  shown: Message,
  { verdicts = {}, locale = "zh-CN" }: { verdicts?: Verdicts; locale?: Locale } = {},
): Promise<void> {
  const surroundings = {
    chat: { judging: { judge } } as unknown as Chat,
    state: { ...EMPTY, verdicts },
    copy: copyFor(locale),
    locale,
    title: "在线客服",
    channel: "demo",
    nowMs: 0,
  };
  const row = { message: shown, isTimed: false, isFirst: true, isNotice: false };
  await act(() => {
    render(
      <SurroundingsContext.Provider value={surroundings}>
        <MessageRow row={row} isLastMine={false} />
      </SurroundingsContext.Provider>,
      place,
    );
  });
}

function buttons(): HTMLButtonElement[] {
  return [...place.querySelectorAll<HTMLButtonElement>(".thumbs button")];
}

function pressed(): (string | null)[] {
  return buttons().map((each) => each.getAttribute("aria-pressed"));
}

beforeEach(() => {
  judge.mockReset().mockResolvedValue();
  place = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  render(null, place);
  place.remove();
});

test("an answer of the knowledge base has two buttons that say what they mean", async () => {
  await show(ANSWER);
  expect(buttons().map((each) => each.textContent)).toEqual(["有帮助", "没帮助"]);
  expect(pressed()).toEqual(["false", "false"]);

  await act(() => buttons()[1]?.click());
  expect(judge).toHaveBeenCalledExactlyOnceWith(4, "dislike");
});

test.each([
  ["a bot's words without a source", message(4, { reply_to: 3 })],
  ["a source that nobody asked for", message(4, { data: CITED })],
  ["the customer's own words", mine(4, { data: CITED, reply_to: 3 })],
  ["a person's answer", message(4, { data: CITED, reply_to: 3, sender: { kind: "agent" } })],
])("%s has none", async (_, shown) => {
  await show(shown);
  expect(buttons()).toEqual([]);
});

test("what was given is shown pressed and may be changed", async () => {
  await show(ANSWER, { verdicts: { 4: { shown: "like", failed: null } } });
  expect(pressed()).toEqual(["true", "false"]);
  await act(() => buttons()[1]?.click());
  expect(judge).toHaveBeenCalledExactlyOnceWith(4, "dislike");
});

test("what was not recorded says so quietly and may be tried again", async () => {
  await show(ANSWER, { verdicts: { 4: { shown: null, failed: "like" } } });
  expect(place.querySelector("[role=status]")?.textContent).toBe("没有记下重试");
  await act(() => buttons()[2]?.click());
  expect(judge).toHaveBeenCalledExactlyOnceWith(4, "like");
});

test("the buttons speak English too", async () => {
  await show(ANSWER, { locale: "en" });
  expect(buttons().map((each) => each.textContent)).toEqual(["Helpful", "Not helpful"]);
});
