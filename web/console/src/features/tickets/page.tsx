/** Tickets: a list with filters, and one ticket with its log and clocks. */
import "./tickets.css";

import { ErrorPlace } from "@hearthline/ui";
import { Button, Drawer, Segmented } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { Detail } from "./parts/detail";
import { TicketTable } from "./parts/ticket-table";
import { useTickets } from "./queries";

type Filter = "open" | "resolved" | "closed" | "all";
const FILTERS: Filter[] = ["open", "resolved", "closed", "all"];

export default function TicketsPage() {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const navigate = useNavigate();
  const { ticketId } = useParams();
  const [filter, setFilter] = useState<Filter>("open");
  const list = useTickets(filter);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="tickets">
      <header className="tickets-head">
        <h1>{text.title}</h1>
        <Segmented<Filter>
          value={filter}
          onChange={setFilter}
          options={FILTERS.map((value) => ({ value, label: text.filters[value] }))}
        />
      </header>
      {list.isError && items.length === 0 ? (
        <ErrorPlace
          title={text.failed}
          detail={say(list.error)}
          again={common.again}
          onAgain={() => void list.refetch()}
        />
      ) : (
        <TicketTable
          items={items}
          loading={list.isPending}
          onOpen={(id) => void navigate(`/tickets/${id}`)}
        />
      )}
      {list.hasNextPage ? (
        <Button
          type="text"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {common.more}
        </Button>
      ) : null}
      <Drawer
        open={ticketId !== undefined}
        mask={false}
        onClose={() => void navigate("/tickets")}
        size="min(100vw, 480px)"
        title={text.title}
      >
        {ticketId === undefined ? null : <Detail key={ticketId} id={ticketId} />}
      </Drawer>
    </div>
  );
}
