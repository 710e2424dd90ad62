import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { Composition } from "../thread/ime";
import { thisTab } from "../thread/shelf";
import { LONGEST_TEXT, lengthOf } from "../thread/text";
import { useSurroundings } from "./context";
import { Icon } from "./icons";

const TALLEST_PX = 132;
const ACCEPT = "image/*,audio/*,.pdf,.doc,.docx,.xls,.xlsx,.txt,.zip,.mp4";

/** Grows with its words up to five lines. */
function useGrowth(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (field.current === null) return;
    field.current.style.height = "auto";
    field.current.style.height = `${Math.min(field.current.scrollHeight, TALLEST_PX)}px`;
  }, [text]);
  return field;
}

/** The words being written outlive a reload of the page. */
function useKeptText(): [string, (text: string) => void] {
  const { channel } = useSurroundings();
  const key = `hearthline:${channel}:writing`;
  const [text, setText] = useState(() => thisTab.get(key) ?? "");
  const keep = (next: string) => {
    setText(next);
    if (next === "") thisTab.remove(key);
    else thisTab.set(key, next);
  };
  return [text, keep];
}

function AttachButton(): JSX.Element {
  const { chat, copy } = useSurroundings();
  const input = useRef<HTMLInputElement>(null);
  const picked = () => {
    chat.uploads.add(input.current?.files ?? []);
    if (input.current !== null) input.current.value = "";
  };
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={copy.attach}
        title={copy.attach}
        onClick={() => input.current?.click()}
      >
        <Icon name="attach" />
      </button>
      <input ref={input} type="file" hidden multiple accept={ACCEPT} onChange={picked} />
    </>
  );
}

function Counter({ text }: { text: string }): JSX.Element | null {
  const { copy } = useSurroundings();
  const { count, isNear, isOver } = lengthOf(text);
  if (!isNear) return null;
  return (
    <p class={isOver ? "counter counter-over" : "counter"} role="status">
      {isOver ? copy.over(count - LONGEST_TEXT) : copy.left(LONGEST_TEXT - count)}
    </p>
  );
}

export function Composer(props: { focusOn: number }): JSX.Element {
  const { chat, copy, state } = useSurroundings();
  const [text, setText] = useKeptText();
  const field = useGrowth(text);
  const [composition] = useState(() => new Composition());
  useEffect(() => {
    if (props.focusOn > 0) field.current?.focus();
  }, [props.focusOn]);
  const hints = { agent: copy.placeholderAgent, closed: copy.placeholderClosed };
  const hint = { bot: copy.placeholder, queued: copy.placeholder, ...hints }[state.status];
  const canSend = text.trim() !== "" && !lengthOf(text).isOver;

  const send = () => {
    if (canSend && chat.say(text)) setText("");
    field.current?.focus();
  };
  const pasted = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    chat.uploads.add(files);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (!composition.sends(event)) return;
    event.preventDefault();
    send();
  };
  return (
    <div class="composer">
      <Counter text={text} />
      {state.isPreviewed && state.status === "agent" && <p class="counter">{copy.previewed}</p>}
      <div class="composer-row">
        <AttachButton />
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={copy.write}
          enterkeyhint="send"
          placeholder={hint}
          onInput={(event) => {
            setText(event.currentTarget.value);
            chat.typed(event.currentTarget.value);
          }}
          onKeyDown={pressed}
          onCompositionStart={() => composition.started()}
          onCompositionEnd={(event) => composition.ended(event.timeStamp)}
          onPaste={pasted}
        />
        <button type="button" class="send" aria-label={copy.send} disabled={!canSend} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}
