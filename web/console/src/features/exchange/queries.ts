/** Sheets of government offices: shown, taken in, looked at, answered. */
import {
  type AnswersGiven,
  type DuePage,
  type ExchangeOfficeList,
  type Intake,
  type IntakePage,
  type SheetOutcome,
  type SheetShown,
  taken,
  type TakenLinePage,
} from "@hearthline/api";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { sendForm } from "@/lib/sending";
import { uuid } from "@/lib/uuid";

export const MOST_BYTES = 5 * 1_024 * 1_024;
const MOST_AT_ONCE = 200;
const SOON_MS = 1_000;
const LOOK_AGAIN_MS = 30_000;
const ALL = ["exchange"] as const;

export const isUnderWay = ({ state }: Pick<Intake, "state">): boolean =>
  state === "waiting" || state === "working";

export const useOffices = () =>
  useQuery({
    queryKey: [...ALL, "offices"],
    staleTime: Infinity,
    queryFn: () => taken<ExchangeOfficeList>(api.GET("/api/v1/exchange/offices")),
  });

function formOf(source: string, file: File): FormData {
  const form = new FormData();
  form.set("source", source);
  form.set("file", file);
  return form;
}

/** What a sheet would do; nothing is stored by it. */
export const previewSheet = (source: string, file: File): Promise<SheetShown> =>
  sendForm("/api/v1/exchange/intakes/preview", formOf(source, file), {
    hoped: 200,
    onShare: () => undefined,
  });

export function useTakeIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ source, file, stamp }: { source: string; file: File; stamp: string }) => {
      const form = formOf(source, file);
      form.set("stamp", stamp);
      return sendForm<Intake>("/api/v1/exchange/intakes", form, {
        hoped: 202,
        onShare: () => undefined,
      });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ALL }),
  });
}

export const useIntakes = () =>
  useInfiniteQuery({
    queryKey: [...ALL, "intakes"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      taken<IntakePage>(
        api.GET("/api/v1/exchange/intakes", {
          params: { query: pageParam === null ? {} : { cursor: pageParam } },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((one) => isUnderWay(one)))
        ? SOON_MS
        : LOOK_AGAIN_MS,
  });

const of = (id: string) => ({ path: { intake_id: id } });

export const useIntake = (id: string) =>
  useQuery({
    queryKey: [...ALL, "intake", id],
    queryFn: () =>
      taken<Intake>(api.GET("/api/v1/exchange/intakes/{intake_id}", { params: of(id) })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? SOON_MS : false),
  });

export const useIntakeLines = (id: string, outcome: SheetOutcome | null) =>
  useInfiniteQuery({
    queryKey: [...ALL, "lines", id, outcome],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      taken<TakenLinePage>(
        api.GET("/api/v1/exchange/intakes/{intake_id}/lines", {
          params: {
            ...of(id),
            query: { cursor: pageParam, ...(outcome === null ? {} : { outcome }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor,
  });

export const useDue = (source: string) =>
  useInfiniteQuery({
    queryKey: [...ALL, "due", source],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      taken<DuePage>(
        api.GET("/api/v1/exchange/{source}/due", {
          params: { path: { source }, query: pageParam === null ? {} : { cursor: pageParam } },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const answersAddress = (source: string): string => `/api/v1/exchange/${source}/answers.csv`;

/** Notes that an office was answered, 200 tickets at a time. */
export function useAnswered(source: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const given: AnswersGiven["items"] = [];
      for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
        const body = { ticket_ids: ids.slice(at, at + MOST_AT_ONCE), client_id: uuid() };
        const told = await taken<AnswersGiven>(
          api.POST("/api/v1/exchange/{source}/answered", { params: { path: { source } }, body }),
        );
        given.push(...told.items);
      }
      return given;
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [...ALL, "due"] });
      void queries.invalidateQueries({ queryKey: ["tickets"] });
    },
  });
}
