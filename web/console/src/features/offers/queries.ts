/** Taking an offered conversation, or letting it go on. */
import { type ConversationId, type Row, taken } from "@hearthline/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useLive } from "@/lib/live/live";
import { useSay } from "@/lib/words";

const at = (id: ConversationId) => ({ params: { path: { conversation_id: id } } });

export function useAccept(onTaken: (id: ConversationId) => void) {
  const { lists } = useLive();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return useMutation({
    mutationFn: (id: ConversationId) =>
      taken<Row>(api.POST("/api/v1/desk/conversations/{conversation_id}/accept", at(id))),
    onSuccess: (row) => {
      lists.hearRow(row.id, row);
      void queries.invalidateQueries({ queryKey: keys.presence });
      onTaken(row.id);
    },
    onError: (error) => {
      void message.warning(say(error));
      void lists.reload();
    },
  });
}

export function useDecline() {
  const { lists } = useLive();
  const { message } = App.useApp();
  const say = useSay();
  return useMutation({
    mutationFn: (row: Row) =>
      taken(api.POST("/api/v1/desk/conversations/{conversation_id}/decline", at(row.id))),
    onMutate: (row) => lists.hearRow(row.id, { ...row, offered_to: null }),
    onError: (error) => {
      void message.warning(say(error));
      void lists.reload();
    },
  });
}
