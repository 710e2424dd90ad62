/** My presence as the server knows it. */
import { type Presence, type PresenceState, taken } from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useSay } from "@/lib/words";

export const usePresence = () =>
  useQuery({
    queryKey: keys.presence,
    queryFn: () => taken<Presence>(api.GET("/api/v1/desk/presence")),
    refetchInterval: 60_000,
  });

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
