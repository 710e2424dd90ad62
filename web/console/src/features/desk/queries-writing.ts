/** What writing asks of the server: drafts, waiting replies, limits, checks, who is looking. */
import {
  type ChannelLimits,
  type ConversationId,
  type Looker,
  type NearNumber,
  type ReplyDraft,
  type Row,
  taken,
} from "@hearthline/api";
import { useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { uuid } from "@/lib/uuid";

import type { DraftServer } from "./drafting";

export const at = (id: ConversationId) => ({ params: { path: { conversation_id: id } } });

/** This tab, so that it knows its own changes from another's. */
export const TAB = uuid();

export const draftServer: DraftServer = {
  get: (id) =>
    taken<ReplyDraft>(api.GET("/api/v1/desk/conversations/{conversation_id}/draft", at(id))),
  keep: (id, body) =>
    taken<ReplyDraft>(
      // Also of a page that is being left.
      api.PUT("/api/v1/desk/conversations/{conversation_id}/draft", { ...at(id), body, keepalive: true }),
    ),
};

const ofReply = (id: ConversationId, clientId: string) => ({
  params: { path: { conversation_id: id, client_id: clientId } },
});

/** The words that are not sent; null when there was nothing left to take back. */
export async function takeBack(id: ConversationId, clientId: string): Promise<string | null> {
  const { text } = await taken<{ text: string | null }>(
    api.DELETE(
      "/api/v1/desk/conversations/{conversation_id}/messages/pending/{client_id}",
      ofReply(id, clientId),
    ),
  );
  return text;
}

export const sendNow = (id: ConversationId, clientId: string): Promise<void> =>
  taken<void>(
    api.POST(
      "/api/v1/desk/conversations/{conversation_id}/messages/pending/{client_id}/send",
      ofReply(id, clientId),
    ),
  );

const LIMITED = new Set(["wechat", "sms"]);

/** What the channel takes now; asked again whenever somebody has said something. */
export function useLimits(row: Row | null) {
  return useQuery({
    queryKey: ["desk", "limits", row?.id, row?.last_seq],
    enabled: row !== null && row.status !== "closed" && LIMITED.has(row.channel.kind),
    queryFn: () =>
      taken<ChannelLimits>(
        api.GET("/api/v1/desk/conversations/{conversation_id}/limits", at(row?.id ?? "")),
      ),
    refetchInterval: 60_000,
  });
}

export async function nearNumbers(id: ConversationId, text: string): Promise<NearNumber[]> {
  const { hints } = await taken<{ hints: NearNumber[] }>(
    api.POST("/api/v1/desk/conversations/{conversation_id}/numbers", { ...at(id), body: { text } }),
  );
  return hints;
}

export async function tellLooking(
  id: ConversationId,
  doing: Looker["doing"] | "gone",
): Promise<Looker[]> {
  const { items } = await taken<{ items: Looker[] }>(
    api.POST("/api/v1/desk/conversations/{conversation_id}/looking", { ...at(id), body: { doing } }),
  );
  return items;
}
