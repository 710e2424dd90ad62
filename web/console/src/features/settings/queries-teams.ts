/** Teams, to read and to write. */
import { type PutTeam, taken, type Team, type TeamList } from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";

const TEAMS = ["tickets", "teams"] as const;

export const useTeams = () =>
  useQuery({ queryKey: TEAMS, queryFn: () => taken<TeamList>(api.GET("/api/v1/teams")) });

/** Writes a team anew, or adds one under an id of ours, so that a repeat is harmless. */
export function usePutTeam(id: string, isNew: boolean) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (team: PutTeam) =>
      isNew
        ? taken<Team>(api.POST("/api/v1/teams", { body: { ...team, id } }))
        : taken<Team>(
            api.PUT("/api/v1/teams/{team_id}", { params: { path: { team_id: id } }, body: team }),
          ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: TEAMS }),
  });
}

export function useSetDuty(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (duty: { staff_id: string; is_on_duty: boolean }) =>
      taken<Team>(
        api.PUT("/api/v1/teams/{team_id}/duty", { params: { path: { team_id: id } }, body: duty }),
      ),
    onSettled: () => void queries.invalidateQueries({ queryKey: TEAMS }),
  });
}
