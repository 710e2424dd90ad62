/** The queues' settings: read, saved, archived; and the people's. */
import {
  type AgentSetting, type QueueId, type QueueSetting, type QueueSettingList, type SetAgent,
  type SetQueue, type StaffId, taken,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

export const queueKeys = { settings: ["queues", "settings"], people: ["queues", "people"] } as const;

export const useQueueSettings = () =>
  useQuery({
    queryKey: queueKeys.settings,
    queryFn: () => taken<QueueSettingList>(api.GET("/api/v1/queues", {})),
  });

export const usePeople = () =>
  useQuery({
    queryKey: queueKeys.people,
    queryFn: () => taken<{ items: AgentSetting[] }>(api.GET("/api/v1/queues/agents")),
  });

/** Whatever changes here, the lists of both views and the desk's queues are read again. */
function useAfterwards(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: queueKeys.settings });
    void queries.invalidateQueries({ queryKey: queueKeys.people });
    void queries.invalidateQueries({ queryKey: keys.queues });
  };
}

export function useSaveQueue() {
  const afterwards = useAfterwards();
  return useMutation({
    mutationFn: ({ queue, body }: { queue: QueueSetting | null; body: SetQueue }) =>
      queue === null
        ? taken<QueueSetting>(api.POST("/api/v1/queues", { body }))
        : taken<QueueSetting>(
            api.PUT("/api/v1/queues/{queue_id}", {
              params: { path: { queue_id: queue.id } },
              body: { ...body, counter: queue.counter },
            }),
          ),
    onSuccess: afterwards,
  });
}

export function useArchiveQueue() {
  const afterwards = useAfterwards();
  return useMutation({
    mutationFn: (queue: QueueSetting) =>
      taken(
        api.POST("/api/v1/queues/{queue_id}/archive", {
          params: { path: { queue_id: queue.id } },
          body: { counter: queue.counter },
        }),
      ),
    onSuccess: afterwards,
  });
}

export function useSetMembers() {
  const afterwards = useAfterwards();
  return useMutation({
    mutationFn: ({ id, counter, members }: {
      id: QueueId;
      counter: number;
      members: { staff_id: StaffId; level: number }[];
    }) =>
      taken<QueueSetting>(
        api.PUT("/api/v1/queues/{queue_id}/members", {
          params: { path: { queue_id: id } },
          body: { counter, members },
        }),
      ),
    onSuccess: afterwards,
  });
}

export function useSetPerson() {
  const afterwards = useAfterwards();
  return useMutation({
    mutationFn: ({ id, body }: { id: StaffId; body: SetAgent }) =>
      taken<AgentSetting>(
        api.PUT("/api/v1/queues/agents/{agent_id}", {
          params: { path: { agent_id: id } },
          body,
        }),
      ),
    onSuccess: afterwards,
  });
}
