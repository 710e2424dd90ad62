/** What the customer card asks of the server. */
import {
  type AccountFacts,
  type AccountQuery,
  type ContactPage,
  type ConversationId,
  type CustomerFacts,
  type CustomerId,
  type FoundAccount,
  type FoundCustomer,
  type MaskedField,
  type Revealed,
  taken,
  type TicketPage,
  type Unmasked,
} from "@hearthline/api";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

const SOON_MS = 1_200;
const NOW_AND_THEN_MS = 60_000;

const at = (id: CustomerId) => ({ params: { path: { customer_id: id } } });
export const factsKey = (id: CustomerId) => ["customer", id, "facts"] as const;

const isLoading = (facts: CustomerFacts | undefined): boolean =>
  facts?.accounts.some((account) =>
    PARTS.some((part) => account[part].state === "loading"),
  ) ?? false;

const PARTS = ["profile", "outages", "temperatures", "balance", "bills", "payments"] as const;

/** The facts; asked for again soon while a part is still on its way. */
export function useFacts(
  id: CustomerId,
  conversationId: ConversationId | null,
  accounts: readonly string[] = [],
) {
  return useQuery({
    queryKey: [...factsKey(id), conversationId, accounts],
    queryFn: () =>
      taken<CustomerFacts>(
        api.GET("/api/v1/assist/customers/{customer_id}/facts", {
          params: {
            path: { customer_id: id },
            query: {
              ...(conversationId ? { conversation_id: conversationId } : {}),
              ...(accounts.length > 0 ? { account: [...accounts] } : {}),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isLoading(state.data) ? SOON_MS : NOW_AND_THEN_MS),
  });
}

export const useReveal = (id: CustomerId, conversationId: ConversationId | null, account: string) =>
  useMutation({
    mutationFn: (asked: { what: Revealed; reason: string }) =>
      taken<AccountFacts>(
        api.POST("/api/v1/assist/customers/{customer_id}/facts/reveal", {
          ...at(id),
          body: { account, conversation_id: conversationId, ...asked },
        }),
      ),
  });

export const useUnmask = (id: CustomerId) =>
  useMutation({
    mutationFn: (body: { field: MaskedField; reason: string }) =>
      taken<Unmasked>(
        api.POST("/api/v1/customers/{customer_id}/unmask", { ...at(id), body }),
      ),
  });

export const useContacts = (id: CustomerId, q: string) =>
  useInfiniteQuery({
    queryKey: ["customer", id, "contacts", q],
    initialPageParam: null as ConversationId | null,
    queryFn: ({ pageParam }) =>
      taken<ContactPage>(
        api.GET("/api/v1/assist/customers/{customer_id}/contacts", {
          params: {
            path: { customer_id: id },
            query: { q, limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const useCustomerTickets = (id: CustomerId) =>
  useQuery({
    queryKey: keys.tickets({ customer_id: id }),
    queryFn: () =>
      taken<TicketPage>(api.GET("/api/v1/tickets", { params: { query: { customer_id: id } } })),
    refetchInterval: 30_000,
  });

export const useFindAccounts = () =>
  useMutation({
    mutationFn: (body: AccountQuery) =>
      taken<{ items: FoundAccount[] }>(api.POST("/api/v1/assist/accounts/search", { body })),
  });

export function useLinkAccount(id: CustomerId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { ref: string; reason: string }) =>
      taken<{ key: string }>(
        api.POST("/api/v1/assist/customers/{customer_id}/accounts", { ...at(id), body }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: factsKey(id) }),
  });
}

export function useUnlinkAccount(id: CustomerId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (key: string) =>
      taken(
        api.DELETE("/api/v1/assist/customers/{customer_id}/accounts/{account_key}", {
          params: { path: { customer_id: id, account_key: key } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: factsKey(id) }),
  });
}

export const useFindCustomers = (q: string) =>
  useQuery({
    queryKey: ["customer", "found", q],
    queryFn: () =>
      taken<{ items: FoundCustomer[] }>(api.POST("/api/v1/customers/search", { body: { q } })),
    placeholderData: keepPreviousData,
  });
