import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Locale } from "../../bridge";
import type { Chat } from "../chat";
import type { Copy } from "../copy";
import type { ChatState } from "../store";

export interface Surroundings {
  readonly chat: Chat;
  readonly state: ChatState;
  readonly copy: Copy;
  readonly locale: Locale;
  readonly title: string;
  readonly channel: string;
  /** The clock of relative times; it moves every half minute. */
  readonly nowMs: number;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === null) throw new Error("a part was drawn outside the panel");
  return surroundings;
}
