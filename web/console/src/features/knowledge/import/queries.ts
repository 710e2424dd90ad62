/** Imports, their items, and what is done with them. */
import {
  type ImportApplied,
  type ImportFinding,
  type ImportItem,
  type ImportItemChange,
  type ImportItemPage,
  type ImportPage,
  type KnowledgeImport,
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

const IMPORTS = ["knowledge", "imports"] as const;
const SOON_MS = 1_000;
const of = (id: string) => ({ params: { path: { import_id: id } } });

export const isUnderWay = ({ state }: Pick<KnowledgeImport, "state">): boolean =>
  state === "waiting" || state === "reading";

export const useImports = () =>
  useInfiniteQuery({
    queryKey: [...IMPORTS, "list"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      taken<ImportPage>(
        api.GET("/api/v1/knowledge/imports", {
          params: { query: pageParam === null ? {} : { cursor: pageParam } },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((one) => isUnderWay(one))) ? SOON_MS : false,
  });

export const useImport = (id: string) =>
  useQuery({
    queryKey: [...IMPORTS, "one", id],
    queryFn: () => taken<KnowledgeImport>(api.GET("/api/v1/knowledge/imports/{import_id}", of(id))),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? SOON_MS : false),
  });

export const useImportItems = (id: string, finding: ImportFinding | null) =>
  useInfiniteQuery({
    queryKey: [...IMPORTS, "items", id, finding],
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      taken<ImportItemPage>(
        api.GET("/api/v1/knowledge/imports/{import_id}/items", {
          params: {
            path: { import_id: id },
            query: { cursor: pageParam, ...(finding === null ? {} : { finding }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor,
  });

function useChange<Done, Asked = void>(change: (asked: Asked) => Promise<Done>, key: readonly string[] = IMPORTS) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}

/** After files were sent: the list is read anew. */
export function useListAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: IMPORTS });
}

export const useChangeItem = (id: string) =>
  useChange(({ number, body }: { number: number; body: ImportItemChange }) =>
    taken<ImportItem>(
      api.PATCH("/api/v1/knowledge/imports/{import_id}/items/{item_number}", {
        params: { path: { import_id: id, item_number: number } },
        body,
      }),
    ),
  );

export const usePickAll = (id: string) =>
  useChange((body: { finding: ImportFinding | null; is_picked: boolean }) =>
    taken<KnowledgeImport>(api.POST("/api/v1/knowledge/imports/{import_id}/pick", { ...of(id), body })),
  );

export const useApply = (id: string) =>
  useChange(
    () => taken<ImportApplied>(api.POST("/api/v1/knowledge/imports/{import_id}/apply", of(id))),
    ["knowledge"],
  );

export const useUndoImport = (id: string) =>
  useChange(
    () => taken<ImportApplied>(api.POST("/api/v1/knowledge/imports/{import_id}/undo", of(id))),
    ["knowledge"],
  );

export const useDiscard = (id: string) =>
  useChange(() => taken(api.DELETE("/api/v1/knowledge/imports/{import_id}", of(id))));

export function exportAddress(form: "markdown" | "xlsx", withDrafts: boolean): string {
  return `/api/v1/knowledge/exports?form=${form}&published_only=${!withDrafts}`;
}
