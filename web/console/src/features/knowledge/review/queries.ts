/** What waits for review, and what was in force at a moment. */
import { type Answer, type ReviewPage, taken } from "@hearthline/api";
import { useInfiniteQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";

import { knowledgeKeys } from "../keys";

const LOOK_AGAIN_MS = 30_000;

type StandingPage = Answer<"listArticlesAsOf">;
export type Standing = StandingPage["items"][number];

export const useReviews = () =>
  useInfiniteQuery({
    queryKey: knowledgeKeys.reviews,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? {} : { cursor: pageParam };
      return taken<ReviewPage>(api.GET("/api/v1/knowledge/reviews", { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: LOOK_AGAIN_MS,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });

/** Every item that was in force at a moment, with its version of then. */
export const useStandings = (at: string | null, q: string) =>
  useInfiniteQuery({
    queryKey: [...knowledgeKeys.all, "as-of", at, q],
    enabled: at !== null,
    queryFn: ({ pageParam }) => {
      const query = { at, q, cursor: pageParam };
      return taken<StandingPage>(api.GET("/api/v1/knowledge/as-of", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
    select: ({ pages }): Standing[] => pages.flatMap(({ items }) => items),
  });
