/** Releases, their tests and comparisons, and what was put in force. */
import {
  type Activation,
  type ActivationPage,
  type Bot,
  type Comparison,
  type PlayedPage,
  type PlayedTest,
  type Release,
  type ReleasePage,
  type Run,
  type RunPage,
  taken,
} from "@hearthline/api";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";

import { botKeys } from "./keys";
import { whole } from "./queries";

const MOST = 200;
const LOOK_AGAIN_MS = 1_500;
const LEARNING_MS = 3_000;

export const isAtWork = (run: Run | null | undefined): boolean =>
  run?.state === "waiting" || run?.state === "running";

export const useBot = () =>
  useQuery({
    queryKey: botKeys.bot,
    queryFn: () => taken<Bot>(api.GET("/api/v1/bot")),
    refetchInterval: ({ state }) =>
      state.data?.is_training || state.data?.is_behind ? LEARNING_MS : false,
  });

export const useReleases = () =>
  useInfiniteQuery({
    queryKey: botKeys.releases,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? {} : { cursor: pageParam };
      return taken<ReleasePage>(api.GET("/api/v1/bot/releases", { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: ({ state }) => {
      const found = state.data?.pages.flatMap(({ items }) => items) ?? [];
      return found.some(({ last_run }) => isAtWork(last_run)) ? LOOK_AGAIN_MS * 2 : false;
    },
  });

export const useActivations = () =>
  useQuery({
    queryKey: botKeys.activations,
    queryFn: () => taken<ActivationPage>(api.GET("/api/v1/bot/activations")),
    select: ({ items }): Activation[] => items,
  });

export const useRuns = (release: string | null) =>
  useQuery({
    queryKey: botKeys.runsOf(release),
    enabled: release !== null,
    queryFn: () => {
      const query = release === null ? {} : { release_id: release };
      return taken<RunPage>(api.GET("/api/v1/bot/runs", { params: { query } }));
    },
    select: ({ items }): Run[] => items,
  });

/** A run, watched while it is at work. */
export const useRun = (id: string | null) =>
  useQuery({
    queryKey: botKeys.run(id ?? ""),
    enabled: id !== null,
    queryFn: () =>
      taken<Run>(api.GET("/api/v1/bot/runs/{run_id}", { params: { path: { run_id: id ?? "" } } })),
    refetchInterval: ({ state }) => (isAtWork(state.data) ? LOOK_AGAIN_MS : false),
  });

export const useResults = (run: Run) =>
  useQuery({
    queryKey: [...botKeys.results(run.id), run.state],
    enabled: run.state === "done" || run.state === "broken",
    queryFn: () =>
      whole<PlayedTest>((cursor) => {
        const query = { limit: MOST, ...(cursor === null ? {} : { cursor: Number(cursor) }) };
        const params = { path: { run_id: run.id }, query };
        return taken<PlayedPage>(api.GET("/api/v1/bot/runs/{run_id}/results", { params }));
      }),
    staleTime: Infinity,
  });

export function useTestRelease() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (release: string) =>
      taken<Run>(
        api.POST("/api/v1/bot/releases/{release_id}/runs", {
          params: { path: { release_id: release } },
        }),
      ),
    onSuccess: (run) => {
      queries.setQueryData(botKeys.run(run.id), run);
      return Promise.all([
        queries.invalidateQueries({ queryKey: botKeys.runs }),
        queries.invalidateQueries({ queryKey: botKeys.releases }),
      ]);
    },
  });
}

export function useCompare() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sides: { left: string; right: string }) =>
      taken<Run>(api.POST("/api/v1/bot/comparisons", { body: sides })),
    onSuccess: (run) => queries.setQueryData(botKeys.run(run.id), run),
  });
}

export const useComparison = (run: Run) =>
  useQuery({
    queryKey: botKeys.comparison(run.id),
    enabled: run.state === "done",
    queryFn: () =>
      taken<Comparison>(
        api.GET("/api/v1/bot/comparisons/{comparison_id}", {
          params: { path: { comparison_id: run.id } },
        }),
      ),
    staleTime: Infinity,
  });

/** After another release is in force nearly everything that is shown of the bot is another. */
function useInForce() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: botKeys.all });
}

export function useActivate() {
  return useMutation({
    mutationFn: ({ release, reason }: { release: string; reason: string }) =>
      taken<Activation>(
        api.POST("/api/v1/bot/releases/{release_id}/activate", {
          params: { path: { release_id: release } },
          body: { reason },
        }),
      ),
    onSuccess: useInForce(),
  });
}

export function useRollBack() {
  return useMutation({
    mutationFn: (reason: string) =>
      taken<Activation>(api.POST("/api/v1/bot/roll-back", { body: { reason } })),
    onSuccess: useInForce(),
  });
}

export function useUploaded() {
  const queries = useQueryClient();
  return (release: Release) =>
    queries
      .invalidateQueries({ queryKey: botKeys.releases })
      .then(() => release);
}
