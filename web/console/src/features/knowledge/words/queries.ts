/** The tenant's words for the search, and what a question finds with them. */
import {
  type FoundPage,
  type NewSearchWords,
  type SearchWords,
  type SearchWordsKind,
  type SearchWordsPage,
  taken,
} from "@hearthline/api";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import { api } from "@/lib/api";

const WORDS = ["knowledge", "words"] as const;
const TRIED = ["knowledge", "tried"] as const;
const SHOWN = 8;
/** The index takes a change in beside the answer that it was kept. */
const SETTLED_MS = 1_200;
const of = (id: string) => ({ params: { path: { word_id: id } } });

export const useWords = (kind: SearchWordsKind | null, q: string) =>
  useInfiniteQuery({
    queryKey: [...WORDS, kind, q],
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = {
        ...(kind === null ? {} : { kind }),
        ...(q === "" ? {} : { q: q.slice(0, 40) }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return taken<SearchWordsPage>(api.GET("/api/v1/knowledge/synonyms", { params: { query } }));
    },
    getNextPageParam: ({ cursor }) => cursor,
  });

/** What the bot would find for a customer on the web. */
export const useTried = (q: string) =>
  useQuery({
    queryKey: [...TRIED, q],
    enabled: q !== "",
    queryFn: () => {
      const query = { q, way: "question", audience: "customer", limit: SHOWN } as const;
      return taken<FoundPage>(api.GET("/api/v1/knowledge/find", { params: { query } }));
    },
    select: ({ items }) => items,
  });

function useChange<Asked, Done>(change: (asked: Asked) => Promise<Done>) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: TRIED });
  return useMutation({
    mutationFn: change,
    onSuccess: () => void window.setTimeout(() => void again(), SETTLED_MS),
    onSettled: () => queries.invalidateQueries({ queryKey: WORDS }),
  });
}

export const useAddWords = () =>
  useChange((body: NewSearchWords) =>
    taken<SearchWords>(api.POST("/api/v1/knowledge/synonyms", { body })),
  );

export const useChangeWords = () =>
  useChange(({ id, words }: { id: string; words: string[] }) =>
    taken<SearchWords>(
      api.PUT("/api/v1/knowledge/synonyms/{word_id}", { ...of(id), body: { words } }),
    ),
  );

export const useRemoveWords = () =>
  useChange((id: string) => taken(api.DELETE("/api/v1/knowledge/synonyms/{word_id}", of(id))));
