/** Which language the worker reads. */
import { Store, useStore } from "./store";

export type Locale = "zh-CN" | "en";

const KEPT_AS = "hearthline.locale";

function first(): Locale {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === "zh-CN" || kept === "en") return kept;
  return navigator.language.startsWith("en") ? "en" : "zh-CN";
}

const store = new Store<{ locale: Locale }>({ locale: first() });

export const currentLocale = (): Locale => store.now.locale;

export function chooseLocale(locale: Locale): void {
  localStorage.setItem(KEPT_AS, locale);
  document.documentElement.lang = locale;
  store.set({ locale });
}

export const useLocale = (): Locale => useStore(store).locale;
