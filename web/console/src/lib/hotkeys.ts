/** Keys that work anywhere on the page. */
import { useEffect, useRef } from "react";

export interface Hotkey {
  /** `event.code` with modifiers in front: "Alt+Digit1", "Ctrl+KeyK", or a character: "?" */
  on: string;
  do: (event: KeyboardEvent) => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function keyOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  parts.push(event.code);
  return parts.join("+");
}

/** Calls the deed of a key; bare characters keep still while somebody types. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const latest = useRef(hotkeys);
  useEffect(() => {
    latest.current = hotkeys;
  });
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.isComposing || event.defaultPrevented) return;
      const name = keyOf(event);
      const hit = latest.current.find(({ on }) => on === name || on === event.key);
      if (!hit || (hit.on.length === 1 && isTyping(event.target))) return;
      event.preventDefault();
      hit.do(event);
    }
    globalThis.addEventListener("keydown", press);
    return () => globalThis.removeEventListener("keydown", press);
  }, []);
}

/** True while an input method is composing: Enter then belongs to it. */
export function isComposing(event: {
  nativeEvent: { isComposing?: boolean };
  keyCode: number;
}): boolean {
  return event.nativeEvent.isComposing === true || event.keyCode === 229;
}
