/** Wrap-up, and the settings that it follows. */
import {
  type ConversationId,
  type Row,
  type Summary,
  type SummaryName,
  taken,
  type WrapUp,
  type WrapUpWords,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useFrames, useLive } from "@/lib/live/live";
import { useMay } from "@/lib/me";
import { useSay } from "@/lib/words";

const at = (id: ConversationId) => ({ params: { path: { conversation_id: id } } });

export function useOpenWrapUps() {
  const may = useMay();
  const queries = useQueryClient();
  const look = () => void queries.invalidateQueries({ queryKey: keys.wrapUps });
  useFrames("row", look);
  useFrames("live", look);
  return useQuery({
    queryKey: keys.wrapUps,
    queryFn: () => taken<{ items: WrapUp[] }>(api.GET("/api/v1/desk/wrap-ups")),
    enabled: may("desk.reply"),
    refetchInterval: 20_000,
    staleTime: 0,
  });
}

export const useWrapUpOf = (id: ConversationId) =>
  useQuery({
    queryKey: [...keys.wrapUps, id],
    queryFn: () =>
      taken<{ wrap_up: WrapUp | null }>(
        api.GET("/api/v1/desk/conversations/{conversation_id}/wrap-up", at(id)),
      ),
    staleTime: 0,
  });

/** The summary drafted from the conversation; without it the agent writes himself. */
export const useDraft = (id: ConversationId) =>
  useQuery({
    queryKey: [...keys.wrapUps, id, "draft"],
    queryFn: () =>
      taken<Summary>(
        api.POST("/api/v1/assist/conversations/{conversation_id}/summary", at(id)),
      ),
    retry: false,
    staleTime: 60_000,
  });

/** The parts that were found, as the wrap-up keeps them. */
export function partsOf(draft: Summary | undefined): NonNullable<WrapUpWords["summary"]> {
  const names: SummaryName[] = ["request", "handling", "result", "todo", "emotion"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const part = draft?.[name];
      return part ? [[name, { text: part.text, seqs: part.seqs }]] : [];
    }),
  );
}

function useAfter() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return {
    settled: () => {
      void queries.invalidateQueries({ queryKey: keys.wrapUps });
      void queries.invalidateQueries({ queryKey: keys.presence });
      // What was to be done is a promise now.
      void queries.invalidateQueries({ queryKey: ["customer"] });
    },
    onError: (error: Error) => void message.warning(say(error)),
  };
}

export function useFinish() {
  const { lists } = useLive();
  const { settled, onError } = useAfter();
  return useMutation({
    mutationFn: ({ id, words }: { id: ConversationId; words: WrapUpWords | null }) =>
      taken<Row>(
        api.POST("/api/v1/desk/conversations/{conversation_id}/resolve", {
          ...at(id),
          body: { wrap_up: words },
        }),
      ),
    onSuccess: (row) => {
      lists.hearRow(row.id, row);
      settled();
    },
    onError,
  });
}

export function useWriteWrapUp() {
  const { settled, onError } = useAfter();
  return useMutation({
    mutationFn: ({ id, words, done }: { id: ConversationId; words: WrapUpWords; done: boolean }) =>
      taken<WrapUp>(
        api.PUT("/api/v1/desk/conversations/{conversation_id}/wrap-up", {
          ...at(id),
          body: { ...words, done },
        }),
      ),
    onSuccess: settled,
    onError,
  });
}
