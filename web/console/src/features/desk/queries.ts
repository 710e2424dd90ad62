/** What the desk asks of the server. */
import {
  type ConversationId,
  type CustomerCard,
  type CustomerId,
  type Handover,
  type KnowledgeHit,
  type MaskedField,
  type Row,
  taken,
  type TicketPage,
  type Unmasked,
} from "@hearthline/api";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useLive, useRow } from "@/lib/live/live";

const at = (id: ConversationId) => ({ params: { path: { conversation_id: id } } });

/** One conversation, live; asked for when no list has brought it yet. */
export function useConversation(id: ConversationId) {
  const { lists } = useLive();
  const query = useQuery({
    queryKey: keys.row(id),
    queryFn: async () =>
      lists.note(await taken<Row>(api.GET("/api/v1/desk/conversations/{conversation_id}", at(id)))),
  });
  return { row: useRow(id) ?? query.data ?? null, error: query.error };
}

export function useOpenThread(id: ConversationId) {
  const { openThread } = useLive();
  return useQuery({
    queryKey: ["desk", "open", id],
    queryFn: async () => {
      await openThread(id);
      return true;
    },
    gcTime: 0,
  });
}

/** Tells the server what has been read, once the person really looks at it. */
export function useMarkRead(id: ConversationId, seq: number, readSeq: number, looking: boolean) {
  const { threads, lists } = useLive();
  useEffect(() => {
    if (!looking || seq <= readSeq) return;
    threads.apply(id, { do: "receipt", seq, sender: "agent" });
    const row = lists.book.get()[id];
    if (row) lists.hearRow(id, { ...row, unread: 0 });
    void taken(
      api.POST("/api/v1/desk/conversations/{conversation_id}/read", { ...at(id), body: { seq } }),
    ).catch(() => undefined);
  }, [threads, lists, id, seq, readSeq, looking]);
}

export function tellTyping(id: ConversationId, on: boolean): void {
  void taken(
    api.POST("/api/v1/desk/conversations/{conversation_id}/typing", { ...at(id), body: { on } }),
  ).catch(() => undefined);
}

export function useResolve() {
  const { lists } = useLive();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, note }: { id: ConversationId; note: string | null }) =>
      taken<Row>(
        api.POST("/api/v1/desk/conversations/{conversation_id}/resolve", {
          ...at(id),
          body: { note },
        }),
      ),
    onSuccess: (row) => {
      lists.hearRow(row.id, row);
      void queries.invalidateQueries({ queryKey: keys.presence });
    },
  });
}

export const useHandover = (id: ConversationId, after: string) =>
  useQuery({
    queryKey: [...keys.handover(id), after],
    queryFn: () =>
      taken<Handover>(
        api.GET("/api/v1/desk/conversations/{conversation_id}/handover", at(id)),
      ),
  });

export const useCustomer = (id: CustomerId) =>
  useQuery({
    queryKey: keys.customer(id),
    queryFn: () =>
      taken<CustomerCard>(
        api.GET("/api/v1/customers/{customer_id}", { params: { path: { customer_id: id } } }),
      ),
  });

export const useUnmask = (id: CustomerId) =>
  useMutation({
    mutationFn: (body: { field: MaskedField; reason: string }) =>
      taken<Unmasked>(
        api.POST("/api/v1/customers/{customer_id}/unmask", {
          params: { path: { customer_id: id } },
          body,
        }),
      ),
  });

export function useTicketsOf(row: Row) {
  const filter = row.customer.id ? { customer_id: row.customer.id } : { conversation_id: row.id };
  return useQuery({
    queryKey: keys.tickets(filter),
    queryFn: () =>
      taken<TicketPage>(api.GET("/api/v1/tickets", { params: { query: filter } })),
    refetchInterval: 30_000,
  });
}

export const useKnowledge = (q: string) =>
  useQuery({
    queryKey: keys.knowledge(q),
    enabled: q.trim() !== "",
    placeholderData: keepPreviousData,
    queryFn: () =>
      taken<{ items: KnowledgeHit[] }>(
        api.GET("/api/v1/knowledge/search", { params: { query: { q, limit: 6 } } }),
      ),
  });
