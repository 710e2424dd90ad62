/** The customer's tickets with their clocks. */
import type { Row, Ticket } from "@hearthline/api";
import { Bone } from "@hearthline/ui";
import { Link } from "react-router";

import { ClockLine } from "@/lib/duty/clock-line";
import { dutyCopy, statusOf } from "@/lib/duty/copy";
import { PriorityMark } from "@/lib/duty/priority-mark";
import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useTicketsOf } from "../queries";

export function Tickets({ row }: { row: Row }) {
  const { context: text } = useCopy(copy);
  const say = useSay();
  const { data, error } = useTicketsOf(row);
  if (error) return <p className="hl-quiet">{say(error)}</p>;
  if (!data) return <Bone width="80%" />;
  if (data.items.length === 0) return <p className="hl-quiet">{text.noTickets}</p>;
  return (
    <div className="stack">
      {data.items.map((ticket) => (
        <TicketCard key={ticket.id} ticket={ticket} />
      ))}
    </div>
  );
}

function TicketCard({ ticket }: { ticket: Ticket }) {
  const duty = useCopy(dutyCopy);
  return (
    <article className="ticket-card">
      <header>
        <Link to={`/tickets/${ticket.id}`} className="hl-num">
          {ticket.work_order_no}
        </Link>
        <PriorityMark priority={ticket.priority} />
        <span className="push hl-small">{statusOf(ticket, duty)}</span>
      </header>
      <p className="hl-small hl-quiet">
        {ticket.type_name}
        {ticket.description ? ` · ${ticket.description}` : ""}
      </p>
      {ticket.clocks.map((clock) => (
        <ClockLine key={clock.clock} clock={clock} />
      ))}
    </article>
  );
}
