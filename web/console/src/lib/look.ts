/** Light, dark, or as the system has it. */
import { createStore, useStore } from "./store";

export type Look = "light" | "dark" | "system";

const KEPT_AS = "hearthline.look";
const system = globalThis.matchMedia?.("(prefers-color-scheme: dark)");

function first(): Look {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === "light" || kept === "dark" ? kept : "system";
}

interface State {
  look: Look;
  dark: boolean;
}

const stateOf = (look: Look): State => ({
  look,
  dark: look === "system" ? (system?.matches ?? false) : look === "dark",
});

const store = createStore<State>(stateOf(first()));

function paint(): void {
  document.documentElement.dataset["theme"] = store.get().dark ? "dark" : "light";
}

export function chooseLook(look: Look): void {
  localStorage.setItem(KEPT_AS, look);
  store.set(stateOf(look));
  paint();
}

/** Called once, before the first paint. */
export function startLook(): void {
  paint();
  system?.addEventListener("change", () => chooseLook(store.get().look));
}

export const useLook = (): State => useStore(store, (state) => state);
