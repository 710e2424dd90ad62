/** What the desk itself holds open: text to insert, the panels. */
import { createStore } from "@/lib/store";

/** Text that another part wants in the composer; the number makes every wish its own. */
export const insertion = createStore<{ n: number; text: string }>({ n: 0, text: "" });

export const insert = (text: string): void => insertion.set(({ n }) => ({ n: n + 1, text }));
