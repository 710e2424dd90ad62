/** Macros of a conversation: found, shown, run. */
import {
  type ConversationId,
  type Macro,
  type MacroPreview,
  type MacroRun,
  taken,
} from "@hearthline/api";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

export const useMacros = (wanted: boolean) =>
  useQuery({
    queryKey: ["macros"],
    enabled: wanted,
    staleTime: 60_000,
    queryFn: () => taken<{ items: Macro[] }>(api.GET("/api/v1/macros")),
  });

const pathOf = (conversationId: ConversationId, macro: string) => ({
  params: { path: { conversation_id: conversationId, macro_id: macro } },
});

export const usePreview = (
  conversationId: ConversationId,
  macro: string,
  values: Record<string, string>,
) =>
  useQuery({
    queryKey: ["macros", macro, "preview", conversationId, values],
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: () =>
      taken<MacroPreview>(
        api.POST("/api/v1/desk/conversations/{conversation_id}/macros/{macro_id}/preview", {
          ...pathOf(conversationId, macro),
          body: { values },
        }),
      ),
  });

/** Runs what was shown; what it changed is read again. */
export function useRunMacro(conversationId: ConversationId, macro: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { client_id: string; stamp: string; values: Record<string, string> }) =>
      taken<MacroRun>(
        api.POST("/api/v1/desk/conversations/{conversation_id}/macros/{macro_id}/runs", {
          ...pathOf(conversationId, macro),
          body,
        }),
      ),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["customer"] });
      void queries.invalidateQueries({ queryKey: keys.tickets({}).slice(0, 2) });
      void queries.invalidateQueries({ queryKey: keys.presence });
    },
  });
}
