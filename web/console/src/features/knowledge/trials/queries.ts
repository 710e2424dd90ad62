/** Trying a question, test sets and their runs. */
import {
  type Attempt,
  type Attempted,
  type GateMode,
  type NewTrialSet,
  type TrialGate,
  type TrialRun,
  type TrialRunPage,
  type TrialSet,
  type TrialSetChange,
  type TrialSetPage,
  taken,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";

const TRIALS = ["knowledge", "trials"] as const;
const MOST = 200;
const of = (id: string) => ({ params: { path: { trial_set_id: id } } });

export const useTry = () =>
  useMutation({
    mutationFn: (body: Attempt) =>
      taken<Attempted>(api.POST("/api/v1/knowledge/trials/try", { body })),
  });

export const useSets = () =>
  useQuery({
    queryKey: [...TRIALS, "sets"],
    queryFn: () =>
      taken<TrialSetPage>(
        api.GET("/api/v1/knowledge/trials/sets", { params: { query: { limit: MOST } } }),
      ),
    select: ({ items }) => items,
  });

export const fetchSet = (id: string): Promise<TrialSet> =>
  taken<TrialSet>(api.GET("/api/v1/knowledge/trials/sets/{trial_set_id}", of(id)));

export const useSet = (id: string) =>
  useQuery({ queryKey: [...TRIALS, "set", id], queryFn: () => fetchSet(id) });

export const useRuns = (id: string) =>
  useQuery({
    queryKey: [...TRIALS, "runs", id],
    queryFn: () =>
      taken<TrialRunPage>(api.GET("/api/v1/knowledge/trials/sets/{trial_set_id}/runs", of(id))),
    select: ({ items }) => items,
  });

function useChange<Done, Asked = void>(change: (asked: Asked) => Promise<Done>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: TRIALS }),
  });
}

export const useAddSet = () =>
  useChange((body: NewTrialSet) =>
    taken<TrialSet>(api.POST("/api/v1/knowledge/trials/sets", { body })),
  );

export const useChangeSet = () =>
  useChange(({ id, body }: { id: string; body: TrialSetChange }) =>
    taken<TrialSet>(api.PUT("/api/v1/knowledge/trials/sets/{trial_set_id}", { ...of(id), body })),
  );

export const useRemoveSet = () =>
  useChange((id: string) =>
    taken(api.DELETE("/api/v1/knowledge/trials/sets/{trial_set_id}", of(id))),
  );

export const useRunSet = () =>
  useChange((id: string) =>
    taken<TrialRun>(api.POST("/api/v1/knowledge/trials/sets/{trial_set_id}/runs", of(id))),
  );

export const useGate = () =>
  useChange(() => taken<TrialGate>(api.POST("/api/v1/knowledge/trials/gate")));

export const useGateMode = () =>
  useQuery({
    queryKey: [...TRIALS, "mode"],
    queryFn: () => taken<GateMode>(api.GET("/api/v1/knowledge/gate")),
  });

export const useChooseGate = () =>
  useChange((mode: GateMode["mode"]) =>
    taken<GateMode>(api.PUT("/api/v1/knowledge/gate", { body: { mode } })),
  );
