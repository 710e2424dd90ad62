import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

const FULL_SCREEN = "(max-width: 479.98px)";
const FOCUSABLE =
  'button:not(:disabled), a[href], textarea, input:not([hidden]):not(:disabled), [tabindex="0"]';

export function isFullScreen(): boolean {
  return window.matchMedia(FULL_SCREEN).matches;
}

/**
 * On a phone: the panel keeps to the part of the screen that the on-screen keyboard leaves free,
 * and the page behind does not scroll.
 */
export function useViewport(panel: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen || !isFullScreen()) return;
    const page = document.documentElement;
    const overflow = page.style.overflow;
    page.style.overflow = "hidden";
    const view = window.visualViewport;
    const fit = () => {
      panel.current?.style.setProperty("--view-height", `${view?.height ?? innerHeight}px`);
      panel.current?.style.setProperty("--view-top", `${view?.offsetTop ?? 0}px`);
    };
    fit();
    view?.addEventListener("resize", fit);
    view?.addEventListener("scroll", fit);
    return () => {
      page.style.overflow = overflow;
      view?.removeEventListener("resize", fit);
      view?.removeEventListener("scroll", fit);
    };
  }, [isOpen]);
}

/** Tab stays inside only where the panel covers the whole screen. */
export function useFocusTrap(panel: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const keys = (event: KeyboardEvent) => {
      const box = panel.current;
      if (event.key !== "Tab" || box === null || !isFullScreen()) return;
      const stops = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)];
      const first = stops[0];
      const last = stops.at(-1);
      const active = (box.getRootNode() as ShadowRoot).activeElement;
      if (event.shiftKey && (active === first || active === box)) last?.focus();
      else if (!event.shiftKey && active === last) first?.focus();
      else return;
      event.preventDefault();
    };
    const box = panel.current;
    box?.addEventListener("keydown", keys);
    return () => box?.removeEventListener("keydown", keys);
  }, [isOpen]);
}
