/** Tickets, as a list and one by one. */
import { taken, type Ticket, type TicketId, type TicketPage } from "@hearthline/api";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

export const useTickets = (status: string) =>
  useInfiniteQuery({
    queryKey: keys.tickets({ status, paged: true }),
    queryFn: ({ pageParam }) => {
      const query = {
        ...(status === "all" ? {} : { status }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return taken<TicketPage>(api.GET("/api/v1/tickets", { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: 30_000,
  });

export const useTicket = (id: TicketId) =>
  useQuery({
    queryKey: keys.ticket(id),
    queryFn: () =>
      taken<Ticket>(
        api.GET("/api/v1/tickets/{ticket_id}", { params: { path: { ticket_id: id } } }),
      ),
    refetchInterval: 30_000,
  });
