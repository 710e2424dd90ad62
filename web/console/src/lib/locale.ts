/** Which language the person reads, and words in it. */
import { createStore, useStore } from "./store";

export type Locale = "zh-CN" | "en";

const KEPT_AS = "hearthline.locale";

function first(): Locale {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === "zh-CN" || kept === "en") return kept;
  return navigator.language.startsWith("en") ? "en" : "zh-CN";
}

const store = createStore<Locale>(first());
document.documentElement.lang = store.get();

export const currentLocale = (): Locale => store.get();

export function chooseLocale(locale: Locale): void {
  localStorage.setItem(KEPT_AS, locale);
  document.documentElement.lang = locale;
  store.set(locale);
}

export const useLocale = (): Locale => useStore(store, (locale) => locale);

/** Chinese first; English must have the same shape. */
export interface Copy<Words> {
  zh: Words;
  en: Words;
}

export const copyOf = <Words>(copy: { zh: Words; en: NoInfer<Words> }): Copy<Words> => copy;

export function useCopy<Words>(copy: Copy<Words>): Words {
  return useLocale() === "en" ? copy.en : copy.zh;
}
