/** Cards, steps and summaries of a conversation; none of it may keep anybody from answering. */
import {
  type AssistCard,
  type CardFeedback,
  type ConversationId,
  type Message,
  type SopList,
  type Summary,
  taken,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { api } from "@/lib/api";
import { useFrames } from "@/lib/live/live";

export const cardKey = (id: ConversationId) => ["assist", id, "card"] as const;
export const stepsKey = (id: ConversationId) => ["assist", id, "steps"] as const;

const at = (id: ConversationId) => ({ params: { path: { conversation_id: id } } });

interface CardFrame {
  type: "card";
  conversation_id: ConversationId;
  card: AssistCard;
}

interface MessageFrame {
  type: "message";
  conversation_id: ConversationId;
  message: Message;
}

/** The card of now: pushed over the line, asked for when the conversation is opened. */
export function useCard(id: ConversationId) {
  const queries = useQueryClient();
  useFrames<CardFrame>("card", (frame) => {
    if (frame.conversation_id === id) queries.setQueryData(cardKey(id), { card: frame.card });
  });
  // What was made for older words goes at once; the new card is pushed, or there is none.
  useFrames<MessageFrame>("message", ({ conversation_id, message }) => {
    if (conversation_id !== id || message.sender.kind !== "customer") return;
    const known = queries.getQueryData<{ card: AssistCard | null }>(cardKey(id));
    if (known?.card && known.card.seq < message.seq) queries.setQueryData(cardKey(id), { card: null });
  });
  return useQuery({
    queryKey: cardKey(id),
    queryFn: () =>
      taken<{ card: AssistCard | null }>(
        api.GET("/api/v1/assist/conversations/{conversation_id}/card", at(id)),
      ),
    staleTime: 30_000,
    retry: false,
  });
}

/** The steps and the line of emotion; read again after every message. */
export function useSteps(id: ConversationId) {
  const queries = useQueryClient();
  useFrames<MessageFrame>("message", ({ conversation_id }) => {
    if (conversation_id === id) void queries.invalidateQueries({ queryKey: stepsKey(id) });
  });
  // A card that comes again brought facts with it, and steps know them too.
  useFrames<CardFrame>("card", ({ conversation_id, card }) => {
    if (conversation_id === id && !card.awaits) void queries.invalidateQueries({ queryKey: stepsKey(id) });
  });
  return useQuery({
    queryKey: stepsKey(id),
    queryFn: () =>
      taken<SopList>(api.GET("/api/v1/assist/conversations/{conversation_id}/sop", at(id))),
    retry: false,
  });
}

/** Says what was done with a card; what went wrong in it is nobody's trouble. */
export function useFeedback(id: ConversationId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ card, body }: { card: AssistCard; body: CardFeedback }) =>
      taken<AssistCard>(
        api.POST("/api/v1/assist/conversations/{conversation_id}/cards/{card_id}/feedback", {
          params: { path: { conversation_id: id, card_id: card.id } },
          body,
        }),
      ),
    onSuccess: (card, { body }) => {
      if (body.deed === "shown") return;
      const known = queries.getQueryData<{ card: AssistCard | null }>(cardKey(id));
      if (known?.card?.id === card.id) queries.setQueryData(cardKey(id), { card });
    },
  });
}

/** After a card was used: the words that are then sent tell how much of it was changed. */
export function useSentAfter(
  id: ConversationId,
  tell: (card: AssistCard, sent: string) => void,
): (card: AssistCard) => void {
  const used = useRef<AssistCard | null>(null);
  useFrames<MessageFrame>("message", ({ conversation_id, message }) => {
    const card = used.current;
    if (!card || conversation_id !== id || message.sender.kind !== "agent") return;
    used.current = null;
    tell(card, message.text);
  });
  return (card) => {
    used.current = card;
  };
}

export const useSummary = (id: ConversationId) =>
  useMutation({
    mutationFn: () =>
      taken<Summary>(api.POST("/api/v1/assist/conversations/{conversation_id}/summary", at(id))),
  });
