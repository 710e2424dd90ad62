/** Macros and kinds of tags, as they are kept. */
import { type Macro, type MacroSaved, type SavedTagKind, type TagKind, taken } from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";

const MACROS = ["macros"] as const;
const TAGS = ["customer", "tag-kinds"] as const;

export const useMacroList = () =>
  useQuery({
    queryKey: MACROS,
    queryFn: () => taken<{ items: Macro[] }>(api.GET("/api/v1/macros")),
  });

export function useSaveMacro() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: MacroSaved }) =>
      id === null
        ? taken<Macro>(api.POST("/api/v1/macros", { body }))
        : taken<Macro>(
            api.PUT("/api/v1/macros/{macro_id}", { params: { path: { macro_id: id } }, body }),
          ),
    onSuccess: () => queries.invalidateQueries({ queryKey: MACROS }),
  });
}

export function useRemoveMacro() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      taken(api.DELETE("/api/v1/macros/{macro_id}", { params: { path: { macro_id: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: MACROS }),
  });
}

export const useTagKindList = () =>
  useQuery({
    queryKey: TAGS,
    queryFn: () => taken<{ items: TagKind[] }>(api.GET("/api/v1/customer-tag-kinds")),
  });

export function useSaveTagKind() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SavedTagKind) =>
      taken<TagKind>(api.PUT("/api/v1/customer-tag-kinds", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: TAGS }),
  });
}

export const useQueueNames = () =>
  useQuery({
    queryKey: ["desk", "queue-names"],
    staleTime: 300_000,
    queryFn: () =>
      taken<{ items: { id: string; name: string }[] }>(api.GET("/api/v1/desk/queues")),
  });
