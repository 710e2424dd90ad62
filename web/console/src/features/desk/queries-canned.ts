/** What canned answers ask of the server. */
import { type Canned, type CannedId, type CannedVariables, type ConversationId, taken } from "@hearthline/api";
import { useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

const MINUTE_MS = 60_000;

type Found = { items: Canned[] };

/** All of them, to search in at once and while the server does not answer. */
export const useCanned = (wanted: boolean) =>
  useQuery({
    queryKey: keys.canned,
    enabled: wanted,
    queryFn: () => taken<Found>(api.GET("/api/v1/desk/canned")),
    staleTime: 5 * MINUTE_MS,
  });

/** Those that fit a word, as the server knows: by pinyin too, those used most first. */
export const useFoundCanned = (q: string) =>
  useQuery({
    queryKey: [...keys.canned, q],
    enabled: q !== "",
    retry: false,
    queryFn: () => taken<Found>(api.GET("/api/v1/desk/canned", { params: { query: { q } } })),
    staleTime: MINUTE_MS,
  });

/** What the names in curly brackets are in a conversation. */
export const useVariables = (id: ConversationId, wanted: boolean) =>
  useQuery({
    queryKey: ["desk", "variables", id],
    enabled: wanted,
    retry: false,
    queryFn: () =>
      taken<CannedVariables>(
        api.GET("/api/v1/desk/conversations/{conversation_id}/variables", {
          params: { path: { conversation_id: id } },
        }),
      ),
    staleTime: MINUTE_MS / 2,
  });

/** Counts a use, by which the server sorts; a count that is lost harms nobody. */
export function noteUsed(id: CannedId): void {
  void taken(
    api.POST("/api/v1/desk/canned/{canned_id}/used", { params: { path: { canned_id: id } } }),
  ).catch(() => undefined);
}
