import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Chat } from "../chat";
import { copyFor } from "../copy";
import { EMPTY } from "../store";
import { Composer } from "./composer";
import { SurroundingsContext } from "./context";

const say = vi.fn<(text: string) => boolean>();
const add = vi.fn<(files: File[]) => void>();
let place: HTMLElement;

function field(): HTMLTextAreaElement {
  const found = place.querySelector("textarea");
  if (found === null) throw new Error("the composer has no field");
  return found;
}

async function write(text: string): Promise<void> {
  await act(() => {
    field().value = text;
    field().dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}

async function press(init: KeyboardEventInit & { keyCode?: number } = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent("keydown", { key: "Enter", cancelable: true, ...init });
  Object.defineProperty(event, "keyCode", { value: init.keyCode ?? 13 });
  await act(() => void field().dispatchEvent(event));
  return event;
}

beforeEach(async () => {
  sessionStorage.clear();
  say.mockReset().mockReturnValue(true);
  add.mockReset();
  place = document.body.appendChild(document.createElement("div"));
  const chat = { say, typed: () => undefined, uploads: { add } };
  const surroundings = {
    chat: chat as unknown as Chat,
    state: EMPTY,
    copy: copyFor("zh-CN"),
    locale: "zh-CN" as const,
    title: "在线客服",
    channel: "demo",
    nowMs: 0,
  };
  await act(() => {
    render(
      <SurroundingsContext.Provider value={surroundings}>
        <Composer focusOn={0} />
      </SurroundingsContext.Provider>,
      place,
    );
  });
});
afterEach(() => {
  render(null, place);
  place.remove();
});

test("Enter sends what was written and empties the field", async () => {
  await write("家里不热");
  const event = await press();

  expect(say).toHaveBeenCalledExactlyOnceWith("家里不热");
  expect(field().value).toBe("");
  expect(event.defaultPrevented).toBe(true);
});

test("Enter while the input method composes neither sends nor is taken away from it", async () => {
  await write("nuanqi");
  const composing = await press({ isComposing: true });
  const old = await press({ keyCode: 229 });

  expect(say).not.toHaveBeenCalled();
  expect(composing.defaultPrevented || old.defaultPrevented).toBe(false);
});

test("Safari's Enter right after compositionend does not send", async () => {
  await write("暖气");
  await act(() => {
    field().dispatchEvent(new CompositionEvent("compositionstart"));
    field().dispatchEvent(new CompositionEvent("compositionend"));
  });
  await press();

  expect(say).not.toHaveBeenCalled();
});

test("Shift+Enter stays with the field", async () => {
  await write("第一行");
  expect((await press({ shiftKey: true })).defaultPrevented).toBe(false);
  expect(say).not.toHaveBeenCalled();
});

test("4,001 characters can't be sent and the counter says how many too many", async () => {
  await write("热".repeat(4_001));
  await press();

  expect(say).not.toHaveBeenCalled();
  expect(place.textContent).toContain("超出 1 字");
});

test("words not yet sent are kept over a reload", async () => {
  await write("写到一半");
  expect(sessionStorage.getItem("hearthline:demo:writing")).toBe("写到一半");
});
