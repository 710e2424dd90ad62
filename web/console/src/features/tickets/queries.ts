/** Tickets, as a list and one by one, and what is done to them. */
import {
  type TicketRecord,
  type OpenTicket,
  taken,
  type Team,
  type TeamList,
  type Ticket,
  type TicketActed,
  type TicketAction,
  type TicketContact,
  type TicketCounts,
  type TicketDesk,
  type TicketId,
  type TicketPage,
  type TicketTask,
  type TicketTaskList,
  type TicketTypeList,
} from "@hearthline/api";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { uuid } from "@/lib/uuid";

import type { Wanted } from "./wanted";

const LOOK_AGAIN_MS = 20_000;
const ALL = ["tickets"] as const;
const one = (id: TicketId) => ({ params: { path: { ticket_id: id } } });

export const useTickets = (wanted: Wanted) =>
  useInfiniteQuery({
    queryKey: keys.tickets({ ...wanted, paged: true }),
    queryFn: ({ pageParam }) => {
      const query = { ...wanted, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return taken<TicketPage>(api.GET("/api/v1/tickets", { params: { query: query as never } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: LOOK_AGAIN_MS,
    placeholderData: (before) => before,
  });

export const useCounts = () =>
  useQuery({
    queryKey: [...ALL, "counts"],
    queryFn: () => taken<TicketCounts>(api.GET("/api/v1/tickets/counts")),
    refetchInterval: LOOK_AGAIN_MS,
  });

export const useTicketDesk = (id: TicketId) =>
  useQuery({
    queryKey: keys.ticket(id),
    queryFn: () => taken<TicketDesk>(api.GET("/api/v1/tickets/{ticket_id}/desk", one(id))),
    refetchInterval: LOOK_AGAIN_MS,
  });

export const useTypes = () =>
  useQuery({
    queryKey: [...ALL, "types"],
    staleTime: Infinity,
    queryFn: () => taken<TicketTypeList>(api.GET("/api/v1/tickets/types")),
  });

export const useTeams = () =>
  useQuery({
    queryKey: [...ALL, "teams"],
    queryFn: () => taken<TeamList>(api.GET("/api/v1/teams")),
  });

export const useFieldRecord = (id: TicketId) =>
  useQuery({
    queryKey: [...keys.ticket(id), "field"],
    queryFn: () => taken<TicketRecord>(api.GET("/api/v1/tickets/{ticket_id}/field", one(id))),
  });

export const useTasks = (id: TicketId) =>
  useQuery({
    queryKey: [...keys.ticket(id), "tasks"],
    queryFn: () => taken<TicketTaskList>(api.GET("/api/v1/tickets/{ticket_id}/tasks", one(id))),
  });

/** Lets everything about tickets be read again. */
export function useFresh(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ALL });
}

export const actOn = (id: TicketId, action: TicketAction) =>
  taken<TicketActed>(
    api.POST("/api/v1/tickets/{ticket_id}/actions", { ...one(id), body: action as never }),
  );

export function useAct(id: TicketId) {
  const fresh = useFresh();
  return useMutation({
    mutationFn: (action: TicketAction) => actOn(id, action),
    onSettled: fresh,
  });
}

export function useOpen() {
  const fresh = useFresh();
  return useMutation({
    mutationFn: (ticket: OpenTicket) =>
      taken<Ticket>(api.POST("/api/v1/tickets", { body: ticket as never })),
    onSuccess: fresh,
  });
}

export const useReveal = (id: TicketId) =>
  useMutation({
    mutationFn: () =>
      taken<TicketContact>(api.POST("/api/v1/tickets/{ticket_id}/reveal", one(id))),
  });

export function useAddTask(id: TicketId) {
  const fresh = useFresh();
  return useMutation({
    mutationFn: (task: { title: string; team_id: string | null; due_at: string | null }) =>
      taken<TicketTask>(
        api.POST("/api/v1/tickets/{ticket_id}/tasks", {
          ...one(id),
          body: { id: uuid(), ...task },
        }),
      ),
    onSuccess: fresh,
  });
}

export function useEndTask() {
  const fresh = useFresh();
  return useMutation({
    mutationFn: ({ taskId, state }: { taskId: string; state: "done" | "dropped" }) =>
      taken<TicketTask>(
        api.POST("/api/v1/tickets/tasks/{sub_task_id}/end", {
          params: { path: { sub_task_id: taskId } },
          body: { state, result: "" },
        }),
      ),
    onSuccess: fresh,
  });
}

export const teamName = (teams: Team[] | undefined, id: string | null): string =>
  teams?.find((team) => team.id === id)?.name ?? "";
