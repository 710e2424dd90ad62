/** Who is signed in. */
import { type Me, type Permission, Problem, taken } from "@hearthline/api";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";

import { api, session } from "./api";
import { keys } from "./keys";

export async function fetchMe(): Promise<Me | null> {
  try {
    const me = await taken<Me>(api.GET("/api/v1/staff/me"));
    session.set({ state: "open", csrf: me.csrf_token });
    return me;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

export const useMeQuery = () =>
  useQuery({ queryKey: keys.me, queryFn: fetchMe, staleTime: Infinity, retry: 2 });

/** Asks whether the session still lives; an ended one is told to the shell. */
export async function checkSession(): Promise<void> {
  const me = await fetchMe().catch(() => undefined);
  if (me === null) {
    session.set((now) => (now.state === "open" ? { state: "expired", csrf: null } : now));
  }
}

export function welcome(queries: QueryClient, me: Me): void {
  session.set({ state: "open", csrf: me.csrf_token });
  queries.setQueryData(keys.me, me);
}

export const MeContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe needs somebody signed in");
  return me;
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}
