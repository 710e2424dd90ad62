/** My presence as the server knows it. */
import { type Presence, type PresenceState, taken } from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";

import { api } from "./api";
import { keys } from "./keys";
import { useMay } from "./me";
import { useSay } from "./words";

/** Only somebody who may reply has a presence to ask for. */
export function usePresence() {
  const may = useMay();
  return useQuery({
    queryKey: keys.presence,
    queryFn: () => taken<Presence>(api.GET("/api/v1/desk/presence")),
    refetchInterval: 60_000,
    enabled: may("desk.reply"),
  });
}

export interface PresenceWish {
  state: PresenceState;
  reason?: string | null;
  /** At once, or when the present conversations are done. */
  when?: "now" | "after";
}

/** Takes back what was booked for afterwards. */
export function useUnbookPresence() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return useMutation({
    mutationFn: () => taken<Presence>(api.DELETE("/api/v1/desk/presence/next")),
    onSuccess: (presence) => queries.setQueryData(keys.presence, presence),
    onError: (error) => void message.error(say(error)),
  });
}

export function useChangePresence() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return useMutation({
    mutationFn: (wish: PresenceState | PresenceWish) => {
      const { state, reason = null, when = "now" } = typeof wish === "string" ? { state: wish } : wish;
      return taken<Presence>(api.PUT("/api/v1/desk/presence", { body: { state, reason, when } }));
    },
    onSuccess: (presence) => queries.setQueryData(keys.presence, presence),
    onError: (error) => void message.error(say(error)),
  });
}
