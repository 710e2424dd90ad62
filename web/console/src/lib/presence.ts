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

export function useChangePresence() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return useMutation({
    mutationFn: (state: PresenceState) =>
      taken<Presence>(api.PUT("/api/v1/desk/presence", { body: { state, reason: null } })),
    onSuccess: (presence) => queries.setQueryData(keys.presence, presence),
    onError: (error) => void message.error(say(error)),
  });
}
