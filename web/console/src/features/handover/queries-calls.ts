/** Booked calls. */
import {
  type BookedCall,
  type BookedCalls,
  type CallView,
  type ConversationId,
  type Row,
  taken,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useFrames } from "@/lib/live/live";
import { useMay } from "@/lib/me";
import { uuid } from "@/lib/uuid";
import { useSay } from "@/lib/words";

const CALLS = ["desk", "calls"] as const;

export function useCalls(view: CallView) {
  const may = useMay();
  const queries = useQueryClient();
  const look = () => void queries.invalidateQueries({ queryKey: CALLS });
  useFrames("live", look);
  return useQuery({
    queryKey: keys.calls(view),
    queryFn: () =>
      taken<BookedCalls>(api.GET("/api/v1/desk/callbacks", { params: { query: { view } } })),
    enabled: may("desk.view"),
    refetchInterval: 15_000,
    staleTime: 0,
  });
}

export const useCallOf = (id: ConversationId) =>
  useQuery({
    queryKey: keys.callOf(id),
    queryFn: () =>
      taken<{ call: BookedCall | null }>(
        api.GET("/api/v1/desk/conversations/{conversation_id}/callback", {
          params: { path: { conversation_id: id } },
        }),
      ),
    staleTime: 5_000,
  });

function useAfter() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: CALLS });
      void queries.invalidateQueries({ queryKey: ["desk", "call-of"] });
    },
    onError: (error: Error) => void message.warning(say(error)),
  };
}

export interface Booking {
  id: ConversationId;
  from: string;
  until: string;
  phone: string | null;
  note: string;
  forMe: boolean;
}

export const useBookCall = () =>
  useMutation({
    mutationFn: ({ id, from, until, phone, note, forMe }: Booking) =>
      taken<BookedCall>(
        api.POST("/api/v1/desk/conversations/{conversation_id}/callback", {
          params: { path: { conversation_id: id } },
          body: { client_id: uuid(), from_at: from, until_at: until, phone, note, for_me: forMe },
        }),
      ),
    ...useAfter(),
  });

const one = (id: string) => ({ params: { path: { call_id: id } } });

export const useTakeCall = () =>
  useMutation({
    mutationFn: (id: string) =>
      taken<Row>(api.POST("/api/v1/desk/callbacks/{call_id}/take", one(id))),
    ...useAfter(),
  });

export const useShowPhone = () =>
  useMutation({
    mutationFn: (id: string) =>
      taken<{ phone: string }>(api.GET("/api/v1/desk/callbacks/{call_id}/phone", one(id))),
    onError: useAfter().onError,
  });

export type TryOutcome = "reached" | "not_reached" | "given_up";

export const useNoteTry = () =>
  useMutation({
    mutationFn: ({ id, outcome }: { id: string; outcome: TryOutcome }) =>
      taken<BookedCall>(
        api.POST("/api/v1/desk/callbacks/{call_id}/tries", {
          ...one(id),
          body: { client_id: uuid(), outcome, note: "" },
        }),
      ),
    ...useAfter(),
  });

export const useCancelCall = () =>
  useMutation({
    mutationFn: (id: string) =>
      taken<BookedCall>(api.DELETE("/api/v1/desk/callbacks/{call_id}", one(id))),
    ...useAfter(),
  });
