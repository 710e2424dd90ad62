/** What the duty desk asks and does; the house itself comes by the socket. */
import {
  type Alarm,
  type AlarmPage,
  type ConversationId,
  type DayReport,
  type DutyChange,
  type FigureDefinition,
  type PresenceState,
  type QueueId,
  type StaffId,
  type Storm,
  type StormPlan,
  type StormPreview,
  taken,
  type TeamList,
  type ThreadPage,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";

import { api } from "@/lib/api";
import { uuid } from "@/lib/uuid";
import { useSay } from "@/lib/words";

const at = {
  plans: ["wall", "plans"] as const,
  preview: (id: string) => ["wall", "preview", id] as const,
  duties: ["wall", "duties"] as const,
  thread: (id: string) => ["wall", "thread", id] as const,
  report: (day: string, queue: string | null) => ["wall", "report", day, queue] as const,
  definitions: ["wall", "definitions"] as const,
  history: ["wall", "history"] as const,
  storms: ["wall", "storms"] as const,
};

export const usePlans = () =>
  useQuery({
    queryKey: at.plans,
    queryFn: () => taken<{ items: StormPlan[] }>(api.GET("/api/v1/supervision/storm-plans")),
  });

export const usePreview = (
  planId: string | null,
  queueIds: readonly QueueId[] = [],
  districts: readonly string[] = [],
) =>
  useQuery({
    queryKey: [...at.preview(planId ?? ""), queueIds, districts],
    enabled: planId !== null,
    staleTime: 0,
    queryFn: () =>
      taken<StormPreview>(
        api.GET("/api/v1/supervision/storm-plans/{storm_plan_id}/preview", {
          params: { path: { storm_plan_id: planId ?? "" }, query: { queue_id: [...queueIds], district: [...districts] } },
        }),
      ),
  });

/** Severe words that nobody has taken on; for supervisors, wherever they are at the desk. */
export const useSevere = (enabled: boolean) =>
  useQuery({
    queryKey: ["wall", "severe"],
    enabled,
    refetchInterval: 10_000,
    queryFn: () => taken<AlarmPage>(api.GET("/api/v1/supervision/alarms")),
    select: ({ items }) => items.filter(({ kind }) => kind === "severe"),
  });

/** Where a storm is to hold; with neither, everywhere. */
export interface StormWhere {
  queueIds: readonly QueueId[];
  districts: readonly string[];
}

/** Areas that teams work in: what supervisors call the districts. */
export const useDistricts = () =>
  useQuery({
    queryKey: ["wall", "districts"],
    staleTime: 5 * 60_000,
    retry: false,
    queryFn: () => taken<TeamList>(api.GET("/api/v1/teams")),
    select: ({ items }) => [...new Set(items.flatMap(({ areas }) => areas))].toSorted(),
  });

/** What is in force, as everybody at the desk may know it. */
export const useStorms = () =>
  useQuery({
    queryKey: at.storms,
    queryFn: () => taken<{ items: Storm[] }>(api.GET("/api/v1/desk/storms")),
    refetchInterval: 20_000,
  });

export const useDuties = () =>
  useQuery({
    queryKey: at.duties,
    queryFn: () => taken<{ items: DutyChange[] }>(api.GET("/api/v1/supervision/duties")),
    refetchInterval: 30_000,
  });

export const useAlarmHistory = (open: boolean) =>
  useQuery({
    queryKey: at.history,
    enabled: open,
    staleTime: 0,
    queryFn: () =>
      taken<AlarmPage>(api.GET("/api/v1/supervision/alarms/history", { params: { query: { limit: 100 } } })),
  });

/** A thread that is listened to: read again every two seconds, never marked as read. */
export const useListened = (id: ConversationId | null) =>
  useQuery({
    queryKey: at.thread(id ?? ""),
    enabled: id !== null,
    staleTime: 0,
    refetchInterval: 2_000,
    queryFn: () =>
      taken<ThreadPage>(
        api.GET("/api/v1/desk/conversations/{conversation_id}/messages", {
          params: { path: { conversation_id: id ?? "" }, query: { limit: 50 } },
        }),
      ),
  });

export const useReport = (day: string, queue: string | null) =>
  useQuery({
    queryKey: at.report(day, queue),
    queryFn: () =>
      taken<DayReport>(
        api.GET("/api/v1/supervision/report", {
          params: { query: { date: day, ...(queue === null ? {} : { queue }) } },
        }),
      ),
  });

export const useDefinitions = () =>
  useQuery({
    queryKey: at.definitions,
    staleTime: Infinity,
    queryFn: () => taken<{ items: FigureDefinition[] }>(api.GET("/api/v1/supervision/definitions")),
  });

/** A deed that says when it is done, and why it was not. */
export function useDeed<Given, Done>(
  deed: (given: Given) => Promise<Done>,
  said: (done: Done, given: Given) => string | null,
) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return useMutation({
    mutationFn: deed,
    onSuccess: (done, given) => {
      const words = said(done, given);
      if (words !== null) void message.success(words);
      void queries.invalidateQueries({ queryKey: ["wall"] });
    },
    onError: (error) => void message.error(say(error)),
  });
}

const alarm = (alarm_id: string) => ({ params: { path: { alarm_id } } });
const conversation = (conversation_id: string) => ({ params: { path: { conversation_id } } });
const person = (staff_id: string) => ({ params: { path: { staff_id } } });
const storm = (storm_id: string) => ({ params: { path: { storm_id } } });

export const deeds = {
  take: (id: string) =>
    taken<Alarm>(api.POST("/api/v1/supervision/alarms/{alarm_id}/acknowledge", { ...alarm(id), body: {} })),
  snooze: (id: string, minutes: number) =>
    taken<Alarm>(api.POST("/api/v1/supervision/alarms/{alarm_id}/snooze", { ...alarm(id), body: { minutes } })),
  move: (ids: ConversationId[], to: QueueId) =>
    taken<{ moved: string[]; left: string[] }>(
      api.POST("/api/v1/supervision/lines/move", {
        body: { to_queue_id: to, conversation_ids: ids, count: 1 },
      }),
    ),
  listen: (id: ConversationId) =>
    taken<unknown>(api.POST("/api/v1/desk/conversations/{conversation_id}/listen", conversation(id))),
  whisper: (id: ConversationId, text: string) =>
    taken<unknown>(
      api.POST("/api/v1/desk/conversations/{conversation_id}/whisper", {
        ...conversation(id),
        body: { text, client_id: uuid() },
      }),
    ),
  takeOver: (id: ConversationId) =>
    taken<unknown>(api.POST("/api/v1/desk/conversations/{conversation_id}/take-over", conversation(id))),
  force: (id: StaffId, state: Exclude<PresenceState, "wrap_up">, why: string) =>
    taken<unknown>(
      api.PUT("/api/v1/desk/staff/{staff_id}/presence", { ...person(id), body: { state, why, reason: why } }),
    ),
  duty: (id: StaffId, wanted: { capacity: number | null; join: QueueId[]; leave: QueueId[] }) =>
    taken<DutyChange>(api.PUT("/api/v1/supervision/staff/{staff_id}/duty", { ...person(id), body: wanted })),
  restore: (id: StaffId) =>
    taken<unknown>(api.DELETE("/api/v1/supervision/staff/{staff_id}/duty", person(id))),
  /** Neither queue nor district named is everywhere. */
  declare: (planId: string, reason: string, minutes: number, where: StormWhere) =>
    taken<Storm>(
      api.POST("/api/v1/supervision/storms", {
        body: {
          plan_id: planId,
          reason,
          minutes,
          queue_ids: [...where.queueIds],
          districts: [...where.districts],
        },
      }),
    ),
  extend: (id: string, reason: string, minutes: number) =>
    taken<Storm>(api.POST("/api/v1/supervision/storms/{storm_id}/extend", { ...storm(id), body: { reason, minutes } })),
  end: (id: string, reason: string) =>
    taken<Storm>(api.POST("/api/v1/supervision/storms/{storm_id}/end", { ...storm(id), body: { reason } })),
};
