/** Lists of items, the catalogue, and changes of many with their way back. */
import {
  type Catalogue,
  type ItemKind,
  type ItemPage,
  type ManyChange,
  type ManyChanged,
  taken,
  type WorkingCopy,
} from "@hearthline/api";
import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from "@tanstack/react-query";

import { api } from "@/lib/api";

import { knowledgeKeys } from "../keys";
import { useChanged } from "../queries";
import { type Filter, queryOf } from "./filter";

export const PAGE = 50;

export const useItems = (filter: Filter) =>
  useInfiniteQuery({
    queryKey: knowledgeKeys.list(filter),
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => {
      const query = {
        ...queryOf(filter, new Date()),
        limit: PAGE,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return taken<ItemPage>(api.GET("/api/v1/knowledge/articles", { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const itemsIn = (data: InfiniteData<ItemPage> | undefined) =>
  data?.pages.flatMap(({ items }) => items);

export const useCatalogue = () =>
  useQuery({
    queryKey: knowledgeKeys.catalogue,
    queryFn: () => taken<Catalogue>(api.GET("/api/v1/knowledge/catalogue")),
  });

export function useCreate() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ kind, place, trade }: { kind: ItemKind; place: string; trade: string | null }) => {
      const content = { kind, ...(place === "" ? {} : { catalogue: place }) };
      const body = { content, trade, note: "" } as never;
      return taken<WorkingCopy>(api.POST("/api/v1/knowledge/articles", { body }));
    },
    onSuccess: changed,
  });
}

export function useChangeMany() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ ids, change }: { ids: string[]; change: ManyChange }) => {
      const body = { add_tags: [], remove_tags: [], no_end: false, ...change, articles: ids };
      return taken<ManyChanged>(api.POST("/api/v1/knowledge/bulk", { body }));
    },
    onSuccess: changed,
  });
}

export function useMovePlace() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (body: { path: string; to: string }) =>
      taken<ManyChanged>(api.POST("/api/v1/knowledge/catalogue/move", { body })),
    onSuccess: changed,
  });
}

export function useUndoMany() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (batch: string) =>
      taken<ManyChanged>(
        api.POST("/api/v1/knowledge/bulk/{batch_id}/undo", {
          params: { path: { batch_id: batch } },
        }),
      ),
    onSuccess: changed,
  });
}
