/** Incidents, as a list and one by one, and what supervisors decide. */
import {
  type Incident,
  type IncidentFacts,
  type IncidentPage,
  type IncidentRule,
  type IncidentView,
  type OpenedIncident,
  taken,
} from "@hearthline/api";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";

const LOOK_AGAIN_MS = 15_000;
const ALL = ["incidents"] as const;
const of = (id: string) => ({ params: { path: { incident_id: id } } });

export const useIncidents = (view: IncidentView) =>
  useInfiniteQuery({
    queryKey: [...ALL, view],
    queryFn: ({ pageParam }) => {
      const query = { view, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return taken<IncidentPage>(api.GET("/api/v1/incidents", { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const useIncident = (id: string) =>
  useQuery({
    queryKey: [...ALL, "one", id],
    queryFn: () => taken<Incident>(api.GET("/api/v1/incidents/{incident_id}", of(id))),
    refetchInterval: LOOK_AGAIN_MS,
  });

function useDeed<Asked>(deed: (asked: Asked) => Promise<Incident>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSettled: () => queries.invalidateQueries({ queryKey: ALL }),
  });
}

export const useOpen = () =>
  useDeed((body: OpenedIncident) => taken<Incident>(api.POST("/api/v1/incidents", { body })));

export const useConfirm = () =>
  useDeed(({ id, ...body }: { id: string } & IncidentFacts) =>
    taken<Incident>(api.POST("/api/v1/incidents/{incident_id}/confirm", { ...of(id), body })),
  );

export const useUpdate = () =>
  useDeed(({ id, ...body }: { id: string } & IncidentFacts) =>
    taken<Incident>(api.PATCH("/api/v1/incidents/{incident_id}", { ...of(id), body })),
  );

interface Ending {
  id: string;
  counter: number;
  text: string;
}

export const useRestore = () =>
  useDeed(({ id, ...body }: Ending) =>
    taken<Incident>(api.POST("/api/v1/incidents/{incident_id}/restore", { ...of(id), body })),
  );

export const useClose = () =>
  useDeed(({ id, ...body }: Ending) =>
    taken<Incident>(api.POST("/api/v1/incidents/{incident_id}/close", { ...of(id), body })),
  );

export const useDismiss = () =>
  useDeed(({ id, ...body }: Ending) =>
    taken<Incident>(api.POST("/api/v1/incidents/{incident_id}/dismiss", { ...of(id), body })),
  );

export const useRule = () =>
  useQuery({
    queryKey: [...ALL, "rule"],
    queryFn: () => taken<IncidentRule>(api.GET("/api/v1/incidents/rule")),
  });

export function useSetRule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: IncidentRule) =>
      taken<IncidentRule>(api.PUT("/api/v1/incidents/rule", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...ALL, "rule"] }),
  });
}
