/** Tags, promises, joins. */
import {
  type ConversationId,
  type CustomerId,
  type CustomerJoins,
  type CustomerPromise,
  type CustomerTag,
  type NewPromise,
  type TagKind,
  taken,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";

const at = (id: CustomerId) => ({ params: { path: { customer_id: id } } });
type Tags = { items: CustomerTag[] };
type Promises = { items: CustomerPromise[] };

const tagsKey = (id: CustomerId) => ["customer", id, "tags"] as const;
const promisesKey = (id: CustomerId) => ["customer", id, "promises"] as const;
const mineKey = ["customer", "promises", "mine"] as const;
const joinsKey = (id: CustomerId) => ["customer", id, "joins"] as const;

export const useTagKinds = (wanted: boolean) =>
  useQuery({
    queryKey: ["customer", "tag-kinds"],
    enabled: wanted,
    staleTime: 300_000,
    queryFn: () => taken<{ items: TagKind[] }>(api.GET("/api/v1/customer-tag-kinds")),
  });

export const useTags = (id: CustomerId, when: "now" | "ever" = "now") =>
  useQuery({
    queryKey: [...tagsKey(id), when],
    queryFn: () =>
      taken<Tags>(
        api.GET("/api/v1/customers/{customer_id}/tags", {
          params: { path: { customer_id: id }, query: { when } },
        }),
      ),
  });

export function useTagDeeds(id: CustomerId) {
  const queries = useQueryClient();
  const kept = () => void queries.invalidateQueries({ queryKey: tagsKey(id) });
  const add = useMutation({
    mutationFn: (body: { code: string; reason: string }) =>
      taken<Tags>(api.POST("/api/v1/customers/{customer_id}/tags", { ...at(id), body })),
    onSuccess: kept,
  });
  const remove = useMutation({
    mutationFn: ({ tag, why }: { tag: string; why: string }) =>
      taken<Tags>(
        api.POST("/api/v1/customer-tags/{tag_id}/remove", {
          params: { path: { tag_id: tag } },
          body: { why },
        }),
      ),
    onSuccess: kept,
  });
  const putBack = useMutation({
    mutationFn: (tag: string) =>
      taken<Tags>(
        api.POST("/api/v1/customer-tags/{tag_id}/put-back", { params: { path: { tag_id: tag } } }),
      ),
    onSuccess: kept,
  });
  return { add, remove, putBack };
}

export const usePromises = (id: CustomerId) =>
  useQuery({
    queryKey: promisesKey(id),
    refetchInterval: 60_000,
    queryFn: () =>
      taken<Promises>(api.GET("/api/v1/customers/{customer_id}/promises", at(id))),
  });

/** What I have promised and not done yet, due first. */
export const useMyPromises = () =>
  useQuery({
    queryKey: mineKey,
    refetchInterval: 60_000,
    queryFn: () =>
      taken<Promises>(api.GET("/api/v1/promises", { params: { query: { whose: "mine" } } })),
  });

export function usePromiseDeeds(id: CustomerId, conversationId: ConversationId | null) {
  const queries = useQueryClient();
  const kept = () => {
    void queries.invalidateQueries({ queryKey: promisesKey(id) });
    void queries.invalidateQueries({ queryKey: mineKey });
  };
  const make = useMutation({
    mutationFn: (said: Pick<NewPromise, "client_id" | "text" | "due_at" | "made" | "message_seq">) =>
      taken<CustomerPromise>(
        api.POST("/api/v1/customers/{customer_id}/promises", {
          ...at(id),
          body: { conversation_id: conversationId, ...said },
        }),
      ),
    onSuccess: kept,
  });
  const end = useMutation({
    mutationFn: ({ promise, ...body }: { promise: string; outcome: "kept" | "dropped"; text: string }) =>
      taken<CustomerPromise>(
        api.POST("/api/v1/promises/{promise_id}/end", {
          params: { path: { promise_id: promise } },
          body,
        }),
      ),
    onSuccess: kept,
  });
  const reopen = useMutation({
    mutationFn: (promise: string) =>
      taken<CustomerPromise>(
        api.POST("/api/v1/promises/{promise_id}/reopen", {
          params: { path: { promise_id: promise } },
        }),
      ),
    onSuccess: kept,
  });
  const move = useMutation({
    mutationFn: ({ promise, due_at }: { promise: string; due_at: string }) =>
      taken<CustomerPromise>(
        api.POST("/api/v1/promises/{promise_id}/move", {
          params: { path: { promise_id: promise } },
          body: { due_at },
        }),
      ),
    onSuccess: kept,
  });
  return { make, end, reopen, move };
}

export const useJoins = (id: CustomerId) =>
  useQuery({
    queryKey: joinsKey(id),
    queryFn: () =>
      taken<CustomerJoins>(api.GET("/api/v1/customers/{customer_id}/joins", at(id))),
  });

export function useJoinDeeds(id: CustomerId) {
  const queries = useQueryClient();
  const kept = () => void queries.invalidateQueries({ queryKey: ["customer"] });
  const join = useMutation({
    mutationFn: (body: { other_id: string; reason: string }) =>
      taken<CustomerJoins>(api.POST("/api/v1/customers/{customer_id}/joins", { ...at(id), body })),
    onSuccess: kept,
  });
  const part = useMutation({
    mutationFn: (join_id: string) =>
      taken<CustomerJoins>(
        api.POST("/api/v1/customer-joins/{join_id}/undo", { params: { path: { join_id } } }),
      ),
    onSuccess: kept,
  });
  return { join, part };
}
