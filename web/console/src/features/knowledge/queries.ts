/** What several places of the knowledge room ask of the server. */
import { type Overview, taken } from "@hearthline/api";
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";

import { knowledgeKeys } from "./keys";

const FRESH_MS = 30_000;

/** How many items stand how. */
export const useOverview = () =>
  useQuery({
    queryKey: knowledgeKeys.overview,
    queryFn: () => taken<Overview>(api.GET("/api/v1/knowledge/overview")),
    staleTime: FRESH_MS,
  });

/** After an item changed nearly every list and count may be another. */
export function useChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: knowledgeKeys.all });
}
