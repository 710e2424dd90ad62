/** Tickets: a list with views, filters and words, and one ticket with what can be done to it. */
import "./tickets.css";

import { ErrorPlace } from "@hearthline/ui";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";

import { useHotkeys } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { BulkBar } from "./parts/bulk-bar";
import { Detail } from "./parts/detail";
import { FilterBar } from "./parts/filter-bar";
import { TicketTable } from "./parts/ticket-table";
import { ViewBar } from "./parts/view-bar";
import { useTickets } from "./queries";
import { wantedAt } from "./wanted";

export default function TicketsPage() {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const navigate = useNavigate();
  const place = usePlace();
  const me = useMe();
  const { ticketId } = useParams();
  const [chosen, setChosen] = useState<string[]>([]);
  const wanted = wantedAt(place, me.id);
  const list = useTickets(wanted);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const open = (id: string | null) =>
    void navigate({ pathname: id === null ? "/tickets" : `/tickets/${id}`, search: location.search });
  useHotkeys([
    { on: "/", do: () => document.querySelector<HTMLInputElement>(".tickets-search input")?.focus() },
    { on: "j", do: () => open(neighbour(items, ticketId, 1)) },
    { on: "k", do: () => open(neighbour(items, ticketId, -1)) },
  ]);
  return (
    <div className="tickets">
      <ViewBar />
      <FilterBar wanted={wanted} onRefresh={() => void list.refetch()} />
      {chosen.length > 0 ? (
        <BulkBar chosen={items.filter(({ id }) => chosen.includes(id))} onDone={() => setChosen([])} />
      ) : null}
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
          here={ticketId}
          chosen={chosen}
          onChoose={setChosen}
          onOpen={open}
        />
      )}
      {list.hasNextPage ? (
        <Button type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {common.more}
        </Button>
      ) : null}
      <Drawer
        open={ticketId !== undefined}
        mask={false}
        onClose={() => open(null)}
        size="min(100vw, 640px)"
        title={text.title}
      >
        {ticketId === undefined ? null : <Detail key={ticketId} id={ticketId as never} />}
      </Drawer>
    </div>
  );
}

/** The ticket that stands a step further in the list; the first one when none is open. */
function neighbour(items: readonly { id: string }[], here: string | undefined, step: number): string | null {
  const at = items.findIndex(({ id }) => id === here);
  const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + step))];
  return next?.id ?? here ?? null;
}
