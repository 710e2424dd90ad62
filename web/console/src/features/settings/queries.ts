/** Canned answers and staff. */
import { type Canned, type StaffMember, taken } from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

export const useCannedList = () =>
  useQuery({
    queryKey: keys.canned,
    queryFn: () => taken<{ items: Canned[] }>(api.GET("/api/v1/desk/canned")),
  });

export type CannedWords = Omit<Canned, "id" | "uses">;

export function useSaveCanned() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, words }: { id: string | null; words: CannedWords }) =>
      id === null
        ? taken<Canned>(api.POST("/api/v1/desk/canned", { body: words }))
        : taken<Canned>(
            api.PATCH("/api/v1/desk/canned/{canned_id}", {
              params: { path: { canned_id: id } },
              body: words,
            }),
          ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.canned }),
  });
}

export function useRemoveCanned() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      taken(
        api.DELETE("/api/v1/desk/canned/{canned_id}", { params: { path: { canned_id: id } } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.canned }),
  });
}

export const useStaff = () =>
  useQuery({
    queryKey: keys.staff,
    queryFn: () => taken<{ items: StaffMember[] }>(api.GET("/api/v1/staff")),
  });
