/** Things side by side, and how each came to be what it is. */
import { type Moment, type PolicyProfile, type SideBySide, taken } from "@hearthline/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";

export type What = "items" | "policies";
export const FEWEST = 2;
export const MOST = 4;

export const useProfiles = () =>
  useQuery({
    queryKey: ["knowledge", "policies"],
    queryFn: () => taken<{ items: PolicyProfile[] }>(api.GET("/api/v1/knowledge/policies")),
    select: ({ items }) => items,
  });

/** The day's end, so that what was published on it counts. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

export const useComparison = (what: What, id: string[], day: string | null) =>
  useQuery({
    queryKey: ["knowledge", "compare", what, id, day],
    enabled: id.length >= FEWEST && id.length <= MOST,
    placeholderData: keepPreviousData,
    queryFn: () => {
      if (what === "policies") {
        return taken<SideBySide>(
          api.GET("/api/v1/knowledge/compare/policies", { params: { query: { id } } }),
        );
      }
      const query = { id, ...(day === null ? {} : { at: endOf(day) }) };
      return taken<SideBySide>(api.GET("/api/v1/knowledge/compare/items", { params: { query } }));
    },
  });

export const useTimeline = (what: What, id: string) =>
  useQuery({
    queryKey: ["knowledge", "timeline", what, id],
    queryFn: () =>
      what === "items"
        ? taken<{ items: Moment[] }>(
            api.GET("/api/v1/knowledge/articles/{article_id}/timeline", {
              params: { path: { article_id: id } },
            }),
          )
        : taken<{ items: Moment[] }>(
            api.GET("/api/v1/knowledge/policies/{profile_id}/timeline", {
              params: { path: { profile_id: id } },
            }),
          ),
    select: ({ items }) => items,
  });
