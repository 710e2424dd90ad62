/** What the form of a new ticket asks: the customer's accounts, a look-up, the conversation. */
import {
  type AccountQuery,
  type ConversationId,
  type CustomerFacts,
  type CustomerId,
  type FoundAccount,
  type PickAccount,
  type PickedAccount,
  type PrefilledField,
  taken,
} from "@hearthline/api";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

const PAUSE_MS = 450;
const SHORTEST = 4;
const FRESH_MS = 60_000;
const PHONE = /^1\d{10}$/;
const NUMBER = /^[0-9A-Za-z-]+$/;

/** The customer's own accounts, as the card beside the thread has them. */
export const useOwnAccounts = (
  id: CustomerId | null,
  conversationId: ConversationId | null,
  enabled: boolean,
) =>
  useQuery({
    queryKey: [...keys.customer(id ?? ("" as CustomerId)), "facts", conversationId, []],
    queryFn: () =>
      taken<CustomerFacts>(
        api.GET("/api/v1/assist/customers/{customer_id}/facts", {
          params: {
            path: { customer_id: id ?? "" },
            query: conversationId ? { conversation_id: conversationId } : {},
          },
        }),
      ),
    enabled: enabled && id !== null,
    staleTime: FRESH_MS,
  });

/** What stands still for a moment while somebody types. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

/** The criterion that is meant by what was typed; nothing while it is too short. */
export function criterion(typed: string, by: "account" | "address"): AccountQuery | null {
  const words = typed.trim();
  if (words.length < SHORTEST) return null;
  if (by === "address") return { address: words };
  if (PHONE.test(words)) return { phone: words };
  return NUMBER.test(words) ? { account_no: words } : { address: words };
}

/** Accounts of the business systems that fit what was typed. */
export function useLookUp(typed: string, by: "account" | "address", enabled: boolean) {
  const query = criterion(useSettled(typed), by);
  return useQuery({
    queryKey: ["accounts", query],
    queryFn: () =>
      taken<{ items: FoundAccount[] }>(
        api.POST("/api/v1/assist/accounts/search", { body: query ?? {} }),
      ),
    enabled: enabled && query !== null,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export const usePick = () =>
  useMutation({
    mutationFn: (body: PickAccount) =>
      taken<PickedAccount>(api.POST("/api/v1/assist/accounts/pick", { body })),
  });

/** Asks which fields of a type the conversation fills. */
export const usePrefill = (id: ConversationId | null) =>
  useMutation({
    mutationFn: (type_code: string) =>
      taken<{ fields: PrefilledField[] }>(
        api.POST("/api/v1/assist/conversations/{conversation_id}/prefill", {
          params: { path: { conversation_id: id ?? "" } },
          body: { type_code },
        }),
      ),
  });
