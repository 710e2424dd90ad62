/** The figures of a period, and their addresses as CSV. */
import { type FigureQuery, type KnowledgeFigures, taken } from "@hearthline/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";

export type Asked = Pick<FigureQuery, "since" | "until" | "channel" | "source">;

export const useFigures = (query: Asked) =>
  useQuery({
    queryKey: ["knowledge", "analytics", query],
    placeholderData: keepPreviousData,
    queryFn: () =>
      taken<KnowledgeFigures>(api.GET("/api/v1/knowledge/analytics", { params: { query } })),
  });

export function csvAddress(section: string, asked: Asked): string {
  const query = new URLSearchParams({ section });
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, String(value));
  return `/api/v1/knowledge/analytics/export?${query}`;
}
