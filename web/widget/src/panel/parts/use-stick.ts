import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const NEAR_PX = 80;

export interface Stick {
  readonly isAtEnd: boolean;
  /** True while the person is at the end. */
  readonly scrolled: () => boolean;
  readonly toEnd: () => void;
}

/**
 * Keeps a scroller where the person put it: at its end while he is there, else in place, also when
 * older rows come in above (Safari has no scroll anchoring).
 */
export function useStick(
  box: RefObject<HTMLElement | null>,
  marks: { first: unknown; end: unknown },
): Stick {
  const [isAtEnd, setAtEnd] = useState(true);
  const atEnd = useRef(true);
  const height = useRef(0);
  const first = useRef<unknown>(null);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    setAtEnd(true);
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [box]);

  const scrolled = useCallback(() => {
    const scroller = box.current;
    if (scroller === null) return true;
    const gap = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    atEnd.current = gap < NEAR_PX;
    setAtEnd(atEnd.current);
    return atEnd.current;
  }, [box]);

  useLayoutEffect(() => {
    const scroller = box.current;
    if (scroller === null) return;
    if (atEnd.current) scroller.scrollTop = scroller.scrollHeight;
    else if (first.current !== marks.first && scroller.scrollTop < NEAR_PX) {
      scroller.scrollTop += scroller.scrollHeight - height.current;
    }
    first.current = marks.first;
    height.current = scroller.scrollHeight;
  }, [box, marks.first, marks.end]);

  useEffect(() => {
    const scroller = box.current;
    if (scroller === null || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) scroller.scrollTop = scroller.scrollHeight;
    });
    observer.observe(scroller);
    const content = scroller.firstElementChild;
    if (content !== null) observer.observe(content);
    return () => observer.disconnect();
  }, [box]);

  return { isAtEnd, scrolled, toEnd };
}
