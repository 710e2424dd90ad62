/** Thresholds and storm plans. */
import {
  type AlarmKind,
  type QueueId,
  type QueueOut,
  type SetThreshold,
  type StormMeasures,
  type StormPlan,
  taken,
  type Threshold,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

const THRESHOLDS = ["settings", "thresholds"] as const;
const PLANS = ["settings", "storm-plans"] as const;

export const useThresholds = () =>
  useQuery({
    queryKey: THRESHOLDS,
    queryFn: () => taken<{ items: Threshold[] }>(api.GET("/api/v1/supervision/thresholds")),
  });

export const useQueues = () =>
  useQuery({
    queryKey: keys.queues,
    queryFn: () => taken<{ items: QueueOut[] }>(api.GET("/api/v1/desk/queues")),
  });

export function useSetThreshold() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SetThreshold) =>
      taken<Threshold>(api.PUT("/api/v1/supervision/thresholds", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: THRESHOLDS }),
  });
}

export function useUnsetThreshold() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, queue }: { kind: AlarmKind; queue: QueueId | null }) =>
      taken<unknown>(
        api.DELETE("/api/v1/supervision/thresholds", {
          params: { query: { kind, ...(queue === null ? {} : { queue_id: queue }) } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: THRESHOLDS }),
  });
}

export const useStormPlans = () =>
  useQuery({
    queryKey: PLANS,
    queryFn: () => taken<{ items: StormPlan[] }>(api.GET("/api/v1/supervision/storm-plans")),
  });

export function useWritePlan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; measures: StormMeasures }) =>
      taken<StormPlan>(api.PUT("/api/v1/supervision/storm-plans", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: PLANS }),
  });
}

export function useRemovePlan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (storm_plan_id: string) =>
      taken<unknown>(
        api.DELETE("/api/v1/supervision/storm-plans/{storm_plan_id}", {
          params: { path: { storm_plan_id } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: PLANS }),
  });
}
