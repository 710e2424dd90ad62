/** The search over everything that was said. */
import { type ConversationStatus, type FoundWordsPage, type StaffId, taken } from "@hearthline/api";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";

export interface Filters {
  status: ConversationStatus | null;
  agent: StaffId | null;
  channel: string | null;
  days: number | null;
}

export const NO_FILTERS: Filters = { status: null, agent: null, channel: null, days: null };
const DAY_MS = 86_400_000;

const sinceOf = (days: number): string =>
  new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - days * DAY_MS).toISOString();

export function useWords(q: string, { status, agent, channel, days }: Filters) {
  return useInfiniteQuery({
    queryKey: ["desk", "search", q, status, agent, channel, days],
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (page: FoundWordsPage) => page.next_cursor,
    queryFn: ({ pageParam, signal }) =>
      taken<FoundWordsPage>(
        api.GET("/api/v1/desk/search", {
          signal,
          params: {
            query: {
              q,
              ...(status ? { status } : {}),
              ...(agent ? { agent } : {}),
              ...(channel ? { channel } : {}),
              ...(days ? { since: sinceOf(days) } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
  });
}
