/** Whether the person really has this page before the eyes. */
import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  globalThis.addEventListener("focus", listener);
  globalThis.addEventListener("blur", listener);
  return () => {
    document.removeEventListener("visibilitychange", listener);
    globalThis.removeEventListener("focus", listener);
    globalThis.removeEventListener("blur", listener);
  };
}

export const useLooking = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible" && document.hasFocus(),
  );
