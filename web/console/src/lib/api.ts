/** The console's one client, and what it does when the session is over. */
import { createStaffApi } from "@hearthline/api";

import { currentLocale } from "./locale";
import { createStore } from "./store";

export type SessionState = "unknown" | "open" | "expired";

export const session = createStore<{ state: SessionState; csrf: string | null }>({
  state: "unknown",
  csrf: null,
});

function csrfCookie(): string | null {
  return /(?:^|;\s*)hearthline_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}

export const api = createStaffApi({
  locale: currentLocale,
  csrf: () => session.get().csrf ?? csrfCookie(),
  onUnauthenticated: () =>
    session.set((now) => (now.state === "open" ? { state: "expired", csrf: null } : now)),
});
