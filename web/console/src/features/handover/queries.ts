/** Giving, inviting, lending, taking back; what others ask of me. */
import {
  type ConversationId,
  type Hands,
  type HandoverTargets,
  type Incoming,
  type QueueId,
  type Row,
  type StaffId,
  taken,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useFrames, useLive } from "@/lib/live/live";
import { useMay } from "@/lib/me";
import { useSay } from "@/lib/words";
import { uuid } from "@/lib/uuid";

const at = (id: ConversationId) => ({ params: { path: { conversation_id: id } } });

export const useTargets = (id: ConversationId, open: boolean) =>
  useQuery({
    queryKey: keys.targets(id),
    queryFn: () => taken<HandoverTargets>(api.GET("/api/v1/desk/conversations/{conversation_id}/handover-targets", at(id))),
    enabled: open,
    staleTime: 0,
    refetchInterval: 5_000,
  });

/** Who has to do with a conversation; asked again whenever its row changes. */
export const useHands = (row: Row) =>
  useQuery({
    queryKey: [...keys.hands(row.id), row.status, row.offered_to, row.members.length, row.updated_at],
    queryFn: () => taken<Hands>(api.GET("/api/v1/desk/conversations/{conversation_id}/hands", at(row.id))),
    placeholderData: (before) => before,
  });

export function useIncoming() {
  const may = useMay();
  const queries = useQueryClient();
  const look = () => void queries.invalidateQueries({ queryKey: keys.incoming });
  useFrames("row", look);
  useFrames("live", look);
  return useQuery({
    queryKey: keys.incoming,
    queryFn: () => taken<Incoming>(api.GET("/api/v1/desk/incoming")),
    enabled: may("desk.reply"),
    refetchInterval: 15_000,
    staleTime: 0,
  });
}

/** A deed on a conversation whose answer is its row. */
export function useDeed<Wish>(deed: (id: ConversationId, wish: Wish) => Promise<Row>) {
  const { lists } = useLive();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return useMutation({
    mutationFn: ({ id, wish }: { id: ConversationId; wish: Wish }) => deed(id, wish),
    onSuccess: (row) => {
      lists.hearRow(row.id, row);
      void queries.invalidateQueries({ queryKey: keys.hands(row.id) });
      void queries.invalidateQueries({ queryKey: keys.incoming });
      void queries.invalidateQueries({ queryKey: keys.presence });
    },
    onError: (error) => {
      void message.warning(say(error));
      void queries.invalidateQueries({ queryKey: keys.incoming });
    },
  });
}

export interface Give {
  to: { staff: StaffId } | { queue: QueueId };
  note: string;
}

export const useGive = () =>
  useDeed<Give>((id, { to, note }) =>
    taken<Row>(
      api.POST("/api/v1/desk/conversations/{conversation_id}/transfer", {
        ...at(id),
        body: {
          client_id: uuid(),
          note,
          staff_id: "staff" in to ? to.staff : null,
          queue_id: "queue" in to ? to.queue : null,
        },
      }),
    ),
  );

export const useWithdraw = () =>
  useDeed<null>((id) => taken<Row>(api.DELETE("/api/v1/desk/conversations/{conversation_id}/transfer", at(id))));
export const useAcceptGiven = () =>
  useDeed<null>((id) => taken<Row>(api.POST("/api/v1/desk/conversations/{conversation_id}/accept", at(id))));
export const useJoin = () => useDeed<null>((id) => taken<Row>(api.POST("/api/v1/desk/conversations/{conversation_id}/join", at(id))));
export const useLeave = () => useDeed<null>((id) => taken<Row>(api.POST("/api/v1/desk/conversations/{conversation_id}/leave", at(id))));
export const useTakeOver = () =>
  useDeed<null>((id) => taken<Row>(api.POST("/api/v1/desk/conversations/{conversation_id}/take-over", at(id))));
export const useLend = () =>
  useDeed<{ step: string; note: string }>((id, { step, note }) =>
    taken<Row>(
      api.POST("/api/v1/desk/conversations/{conversation_id}/to-bot", { ...at(id), body: { client_id: uuid(), step, note } }),
    ),
  );

/** Says that a deed is done even if its menu is gone by then; a refusal is told by the deed. */
export function useSaid(onDone: () => void) {
  const { message } = App.useApp();
  return (deed: Promise<unknown>, words: string): void =>
    void deed.then(
      () => {
        void message.success(words);
        onDone();
      },
      () => undefined,
    );
}

/** Deeds whose answer is no row. */
export function useTold() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.incoming });
      void queries.invalidateQueries({ queryKey: ["desk", "hands"] });
    },
    onError: (error: Error) => void message.warning(say(error)),
  };
}

export const useInvite = () =>
  useMutation({
    mutationFn: ({ id, staff, note }: { id: ConversationId; staff: StaffId; note: string }) =>
      taken<Hands>(
        api.POST("/api/v1/desk/conversations/{conversation_id}/invite", {
          ...at(id),
          body: { client_id: uuid(), staff_id: staff, note },
        }),
      ),
    ...useTold(),
  });

export const useRefuse = () =>
  useMutation({
    mutationFn: ({ id, how }: { id: ConversationId; how: "refuse" | "decline" }) =>
      taken(api.POST(how === "refuse" ? "/api/v1/desk/conversations/{conversation_id}/refuse" : "/api/v1/desk/conversations/{conversation_id}/decline", at(id))),
    ...useTold(),
  });
