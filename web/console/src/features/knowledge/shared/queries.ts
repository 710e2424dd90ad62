/** One item: its versions, its working copy, its history, and where it is used. */
import {
  type Article,
  type ConflictPage,
  type Deed,
  type DeedPage,
  type Difference,
  type InForce,
  type Item,
  type ItemConflict,
  type ItemPage,
  type ItemUse,
  Problem,
  type PublicationPage,
  type RevisionPage,
  taken,
  type WorkingCopy,
} from "@hearthline/api";
import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";

import { knowledgeKeys } from "../keys";

const WATCH_MS = 10_000;
const MOST = 200;
const of = (id: string) => ({ path: { article_id: id } });

/** Null where nobody is writing on it. */
export async function fetchCopy(id: string): Promise<WorkingCopy | null> {
  try {
    return await taken<WorkingCopy>(
      api.GET("/api/v1/knowledge/articles/{article_id}/draft", { params: of(id) }),
    );
  } catch (problem) {
    if (problem instanceof Problem && problem.code === "knowledge.copy_unknown") return null;
    throw problem;
  }
}

/** The working copy, looked at again and again: somebody else may be writing too. */
export const useCopyOf = (id: string) =>
  useQuery({
    queryKey: knowledgeKeys.draft(id),
    queryFn: () => fetchCopy(id),
    refetchInterval: WATCH_MS,
    staleTime: 0,
  });

export const fetchArticle = (id: string, version: number | null): Promise<Article> =>
  taken<Article>(
    api.GET("/api/v1/knowledge/articles/{article_id}", {
      params: { ...of(id), query: version === null ? {} : { version } },
    }),
  );

export const useArticle = (id: string, version: number | null) =>
  useQuery({
    queryKey: knowledgeKeys.article(id, version),
    enabled: version !== null,
    queryFn: () => fetchArticle(id, version),
  });

export const useRevisions = (id: string) =>
  useQuery({
    queryKey: knowledgeKeys.revisions(id),
    queryFn: () =>
      taken<RevisionPage>(
        api.GET("/api/v1/knowledge/articles/{article_id}/revisions", {
          params: { ...of(id), query: { limit: MOST } },
        }),
      ),
    select: ({ items }) => items,
  });

export const usePublications = (id: string) =>
  useQuery({
    queryKey: knowledgeKeys.publications(id),
    queryFn: () =>
      taken<PublicationPage>(
        api.GET("/api/v1/knowledge/articles/{article_id}/publications", {
          params: { ...of(id), query: { limit: MOST } },
        }),
      ),
    select: ({ items }) => items,
  });

export const useDeeds = (id: string) =>
  useInfiniteQuery({
    queryKey: knowledgeKeys.deeds(id),
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? {} : { cursor: pageParam };
      return taken<DeedPage>(
        api.GET("/api/v1/knowledge/articles/{article_id}/history", {
          params: { ...of(id), query },
        }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    select: ({ pages }): Deed[] => pages.flatMap(({ items }) => items),
  });

/** What differs between two versions; null after: what is being written. */
export const useDiff = (
  id: string,
  sides: { before: number | null; after: number | null },
  mayAsk = true,
) =>
  useQuery({
    queryKey: knowledgeKeys.diff(id, sides.before, sides.after),
    enabled: mayAsk,
    queryFn: () => {
      const query = {
        ...(sides.before === null ? {} : { before: sides.before }),
        ...(sides.after === null ? {} : { after: sides.after }),
      };
      return taken<{ fields: Difference[] }>(
        api.GET("/api/v1/knowledge/articles/{article_id}/diff", { params: { ...of(id), query } }),
      );
    },
    select: ({ fields }) => fields,
  });

/** What it said at a moment; null where nothing of it was in force. */
export const useAsOf = (id: string, at: string | null) =>
  useQuery({
    queryKey: knowledgeKeys.asOf(id, at ?? ""),
    enabled: at !== null,
    queryFn: async () => {
      try {
        return await taken<InForce>(
          api.GET("/api/v1/knowledge/articles/{article_id}/as-of", {
            params: { ...of(id), query: { at } },
          }),
        );
      } catch (problem) {
        if (problem instanceof Problem && problem.code === "knowledge.never_in_force") return null;
        throw problem;
      }
    },
  });

export const useUses = (id: string) =>
  useQuery({
    queryKey: knowledgeKeys.uses(id),
    queryFn: () =>
      taken<{ items: ItemUse[] }>(
        api.GET("/api/v1/knowledge/articles/{article_id}/uses", { params: of(id) }),
      ),
    select: ({ items }) => items,
  });

/** Items whose questions are nearly the same. */
export const useConflicts = () =>
  useQuery({
    queryKey: knowledgeKeys.conflicts,
    queryFn: () =>
      taken<ConflictPage>(
        api.GET("/api/v1/knowledge/conflicts", { params: { query: { limit: MOST } } }),
      ),
  });

export const conflictsOf = (all: readonly ItemConflict[], id: string): ItemConflict[] =>
  all.filter(({ left, right }) => left.article_id === id || right.article_id === id);

const cardQuery = (slug: string) => ({
  queryKey: [...knowledgeKeys.lists, "card", slug],
  queryFn: () =>
    taken<ItemPage>(
      api.GET("/api/v1/knowledge/articles", { params: { query: { q: slug.slice(0, 100) } } }),
    ),
  select: ({ items }: ItemPage): Item | null => items.find((one) => one.slug === slug) ?? null,
});

/** How an item stands in the lists, found by its name. */
export const useCard = (slug: string) => useQuery(cardQuery(slug));

/** The titles of items that are known by name; a name stands for itself until its title is there. */
export const useTitles = (slugs: readonly string[]): string[] =>
  useQueries({ queries: slugs.map(cardQuery) }).map(({ data }, at) => data?.title ?? slugs[at] ?? "");

/** Items whose title or name has these words. */
export const useNamed = (q: string) =>
  useQuery({
    queryKey: [...knowledgeKeys.lists, "named", q],
    enabled: q !== "",
    queryFn: () =>
      taken<ItemPage>(
        api.GET("/api/v1/knowledge/articles", { params: { query: { q, limit: 20 } } }),
      ),
    select: ({ items }) => items,
  });
