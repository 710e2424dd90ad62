/** Things of the graph, what is around them, and what people change. */
import {
  type Associated,
  type EditedEntity,
  type EditedRelation,
  type Entity,
  type EntityChange,
  type EntityKind,
  type EntityPage,
  type GraphCounts,
  type GraphEdit,
  type GraphHits,
  type Neighbourhood,
  type NewEntity,
  type NewRelation,
  taken,
} from "@hearthline/api";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import { api } from "@/lib/api";

const GRAPH = ["knowledge", "graph"] as const;
const of = (id: string) => ({ params: { path: { entity_id: id } } });

export const useCounts = () =>
  useQuery({
    queryKey: [...GRAPH, "counts"],
    queryFn: () => taken<GraphCounts>(api.GET("/api/v1/knowledge/graph")),
  });

export const useEntities = (q: string, kind: EntityKind | null) =>
  useInfiniteQuery({
    queryKey: [...GRAPH, "entities", q, kind],
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = {
        ...(q === "" ? {} : { q }),
        ...(kind === null ? {} : { kind }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return taken<EntityPage>(api.GET("/api/v1/knowledge/graph/entities", { params: { query } }));
    },
    getNextPageParam: (last) => last.next_cursor,
  });

/** The things that a sentence names, for words that are no name themselves. */
export const useNamedIn = (q: string, wanted: boolean) =>
  useQuery({
    queryKey: [...GRAPH, "search", q],
    enabled: wanted && q !== "",
    queryFn: () =>
      taken<GraphHits>(api.GET("/api/v1/knowledge/graph/search", { params: { query: { q, limit: 10 } } })),
  });

export const useEntity = (id: string) =>
  useQuery({
    queryKey: [...GRAPH, "entity", id],
    queryFn: () => taken<Entity>(api.GET("/api/v1/knowledge/graph/entities/{entity_id}", of(id))),
  });

/** Around what was opened beside the centre less is drawn, so that both stay in sight. */
const FEWER = 16;

/** What is around each of some things; the first is the centre. */
export const useAround = (ids: string[], limit: number) =>
  useQueries({
    queries: ids.map((id, index) => ({
      queryKey: [...GRAPH, "around", id, index === 0 ? limit : FEWER],
      placeholderData: keepPreviousData,
      queryFn: () =>
        taken<Neighbourhood>(
          api.GET("/api/v1/knowledge/graph/entities/{entity_id}/neighbourhood", {
            params: { path: { entity_id: id }, query: { depth: 1, limit: index === 0 ? limit : FEWER } },
          }),
        ),
    })),
    combine: (results) => ({
      found: results.flatMap(({ data }) => (data ? [data] : [])),
      first: results[0],
    }),
  });

export const useAssociated = (articleId: string) =>
  useQuery({
    queryKey: [...GRAPH, "associated", articleId],
    queryFn: () =>
      taken<{ items: Associated[] }>(
        api.GET("/api/v1/knowledge/articles/{article_id}/associated", {
          params: { path: { article_id: articleId } },
        }),
      ),
    select: ({ items }) => items,
  });

export const useEdits = () =>
  useQuery({
    queryKey: [...GRAPH, "edits"],
    queryFn: () =>
      taken<{ items: GraphEdit[] }>(api.GET("/api/v1/knowledge/graph/edits", { params: { query: { limit: 20 } } })),
    select: ({ items }) => items,
  });

/** A change of the graph; afterwards everything that was read of it may be another. */
function useChange<Asked, Done>(change: (asked: Asked) => Promise<Done>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: GRAPH }),
  });
}

export const useAddEntity = () =>
  useChange((body: NewEntity) =>
    taken<EditedEntity>(api.POST("/api/v1/knowledge/graph/entities", { body })),
  );

export const useChangeEntity = () =>
  useChange(({ id, body }: { id: string; body: EntityChange }) =>
    taken<EditedEntity>(
      api.PATCH("/api/v1/knowledge/graph/entities/{entity_id}", { ...of(id), body }),
    ),
  );

export const useMergeEntity = () =>
  useChange(({ id, into }: { id: string; into: string }) =>
    taken<EditedEntity>(
      api.POST("/api/v1/knowledge/graph/entities/{entity_id}/merge", { ...of(id), body: { into } }),
    ),
  );

export const useDeleteEntity = () =>
  useChange((id: string) =>
    taken<GraphEdit>(api.DELETE("/api/v1/knowledge/graph/entities/{entity_id}", of(id))),
  );

export const useAddRelation = () =>
  useChange((body: NewRelation) =>
    taken<EditedRelation>(api.POST("/api/v1/knowledge/graph/relations", { body })),
  );

export const useDeleteRelation = () =>
  useChange((id: string) =>
    taken<GraphEdit>(
      api.DELETE("/api/v1/knowledge/graph/relations/{relation_id}", {
        params: { path: { relation_id: id } },
      }),
    ),
  );

export const useUndoEdit = () =>
  useChange((number: number) =>
    taken<GraphEdit>(
      api.POST("/api/v1/knowledge/graph/edits/{edit_number}/undo", {
        params: { path: { edit_number: number } },
      }),
    ),
  );
