/** The list of tickets, each with the limit that runs out next. */
import type { Ticket } from "@hearthline/api";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { Table, type TableColumnsType } from "antd";
import { useMemo } from "react";

import { ClockLine, nextClock } from "@/lib/duty/clock-line";
import { dutyCopy, statusOf } from "@/lib/duty/copy";
import { PriorityMark } from "@/lib/duty/priority-mark";
import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { copy } from "../copy";
import { NewTicketButton } from "./new-ticket";

export function TicketTable({ items, loading, here, chosen, onChoose, onOpen }: {
  items: Ticket[];
  loading: boolean;
  here: string | undefined;
  chosen: string[];
  onChoose: (ids: string[]) => void;
  onOpen: (id: string) => void;
}) {
  const text = useCopy(copy);
  const may = useMay();
  const columns = useColumns();
  return (
    <Table<Ticket>
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={items}
      loading={loading}
      pagination={false}
      scroll={{ x: 1080 }}
      {...(may("tickets.act")
        ? {
            rowSelection: {
              selectedRowKeys: chosen,
              onChange: (ids) => onChoose(ids as string[]),
              columnWidth: 40,
            },
          }
        : {})}
      onRow={(ticket) => ({
        className: ticket.id === here ? "tickets-row tickets-here" : "tickets-row",
        tabIndex: 0,
        onClick: () => onOpen(ticket.id),
        onKeyDown: (event) => event.key === "Enter" && onOpen(ticket.id),
      })}
      locale={{
        emptyText: (
          <EmptyPlace title={text.none[0]} deed={<NewTicketButton />}>
            {text.none[1]}
          </EmptyPlace>
        ),
      }}
    />
  );
}

function useColumns(): TableColumnsType<Ticket> {
  const text = useCopy(copy);
  const duty = useCopy(dutyCopy);
  const locale = useLocale();
  const now = useNow(60);
  return useMemo(
    () => [
      {
        title: text.number,
        width: 190,
        render: (_, ticket) => <NumberCell ticket={ticket} />,
      },
      { title: text.priority, width: 70, render: (_, ticket) => <PriorityMark priority={ticket.priority} /> },
      { title: text.type, ellipsis: true, render: (_, ticket) => <What ticket={ticket} /> },
      {
        title: text.status,
        width: 100,
        render: (_, ticket) => statusOf(ticket, duty),
      },
      {
        title: text.next,
        width: 250,
        render: (_, ticket) => {
          const clock = nextClock(ticket.clocks);
          if (clock) return <ClockLine clock={clock} />;
          return <span className="hl-quiet">{ticket.clocks.length > 0 ? text.met : "—"}</span>;
        },
      },
      { title: text.worker, width: 150, render: (_, ticket) => <Who ticket={ticket} /> },
      {
        title: text.created,
        width: 110,
        align: "right",
        render: (_, ticket) => (
          <span className="hl-num hl-quiet" title={fullTime(ticket.opened_at)}>
            {shortTime(ticket.opened_at, now, locale)}
          </span>
        ),
      },
    ],
    [text, duty, locale, now],
  );
}

function NumberCell({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  return (
    <span className="tickets-two">
      <span className="hl-num">{ticket.work_order_no}</span>
      <span className="hl-small hl-quiet">
        {ticket.kept_by === "business" ? text.mirrored : (ticket.external?.no ?? "")}
      </span>
    </span>
  );
}

function What({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  return (
    <span className="tickets-two">
      <span className="hl-clip">
        {ticket.type_name}{" "}
        {ticket.is_flagged ? <Mark tone="danger">{text.flagged}</Mark> : null}{" "}
        {ticket.urge_count > 0 ? <Mark tone="warn">{text.urged(ticket.urge_count)}</Mark> : null}{" "}
        {ticket.repeat_no > 1 ? <Mark tone="warn">{text.repeated(ticket.repeat_no)}</Mark> : null}
      </span>
      <span className="hl-clip hl-small hl-quiet">
        {[ticket.place.address, ticket.description].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}

function Who({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  if (!ticket.team_name && !ticket.worker_name) return <span className="hl-quiet">{text.nobody}</span>;
  return (
    <span className="tickets-two">
      <span className="hl-clip">{ticket.team_name}</span>
      <span className="hl-clip hl-small hl-quiet">{ticket.worker_name}</span>
    </span>
  );
}
