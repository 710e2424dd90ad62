/** The list of tickets, each with the limit that runs out next. */
import type { Ticket, TicketId } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Table, type TableColumnsType } from "antd";
import { useMemo } from "react";

import { ClockLine, nextClock } from "@/lib/duty/clock-line";
import { dutyCopy, statusOf } from "@/lib/duty/copy";
import { PriorityMark } from "@/lib/duty/priority-mark";
import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { copy } from "../copy";

export function TicketTable({ items, loading, onOpen }: {
  items: Ticket[];
  loading: boolean;
  onOpen: (id: TicketId) => void;
}) {
  const text = useCopy(copy);
  const columns = useColumns();
  return (
    <Table<Ticket>
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={items}
      loading={loading}
      pagination={false}
      scroll={{ x: 860 }}
      onRow={(ticket) => ({
        className: "tickets-row",
        tabIndex: 0,
        onClick: () => onOpen(ticket.id),
        onKeyDown: (event) => event.key === "Enter" && onOpen(ticket.id),
      })}
      locale={{ emptyText: <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace> }}
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
        dataIndex: "work_order_no",
        width: 180,
        render: (number: string) => <span className="hl-num">{number}</span>,
      },
      {
        title: text.type,
        render: (_, ticket) => (
          <div className="hl-clip">
            {ticket.type_name}
            {ticket.description ? <span className="hl-quiet"> · {ticket.description}</span> : null}
          </div>
        ),
        ellipsis: true,
      },
      {
        title: text.priority,
        width: 80,
        render: (_, ticket) => (
          <PriorityMark priority={ticket.priority} />
        ),
      },
      {
        title: text.status,
        width: 110,
        render: (_, ticket) => statusOf(ticket, duty),
      },
      {
        title: text.next,
        width: 260,
        render: (_, ticket) => {
          const clock = nextClock(ticket.clocks);
          if (clock) return <ClockLine clock={clock} />;
          return <span className="hl-quiet">{ticket.clocks.length > 0 ? text.met : "—"}</span>;
        },
      },
      {
        title: text.created,
        width: 130,
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
