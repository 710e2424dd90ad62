/** One ticket: what, the limits, and what happened so far. */
import type { Ticket, TicketId } from "@hearthline/api";
import { Bone, ErrorPlace, Mark } from "@hearthline/ui";
import { Timeline } from "antd";
import { Link } from "react-router";

import { ClockLine } from "@/lib/duty/clock-line";
import { dutyCopy } from "@/lib/duty/copy";
import { useCopy } from "@/lib/locale";
import { fullTime } from "@/lib/time";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useTicket } from "../queries";

export function Detail({ id }: { id: TicketId }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { data, error, refetch } = useTicket(id);
  if (error) {
    return (
      <ErrorPlace
        title={text.failed}
        detail={say(error)}
        again={common.again}
        onAgain={() => void refetch()}
      />
    );
  }
  if (!data) return <Bone width="60%" />;
  return (
    <div className="ticket">
      <Head ticket={data} />
      <section>
        <h2>{text.clocks}</h2>
        {data.clocks.length === 0 ? <p className="hl-quiet">{text.noClocks}</p> : null}
        <div className="ticket-clocks">
          {data.clocks.map((clock) => (
            <ClockLine key={clock.clock} clock={clock} />
          ))}
        </div>
      </section>
      <section>
        <h2>{text.log}</h2>
        {data.events.length === 0 ? <p className="hl-quiet">{text.noLog}</p> : <Log ticket={data} />}
      </section>
    </div>
  );
}

function Head({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  const duty = useCopy(dutyCopy);
  return (
    <section>
      <header className="ticket-head">
        <strong className="hl-num">{ticket.number}</strong>
        <Mark tone={ticket.priority <= 1 ? "warn" : "plain"}>{duty.priority(ticket.priority)}</Mark>
        <Mark tone="info">{duty.status[ticket.status] ?? ticket.status}</Mark>
      </header>
      <dl className="ticket-facts">
        <dt>{text.type}</dt>
        <dd>{ticket.type_name}</dd>
        {ticket.summary ? (
          <>
            <dt>{text.summary}</dt>
            <dd>{ticket.summary}</dd>
          </>
        ) : null}
        {ticket.address_masked ? (
          <>
            <dt>{text.address}</dt>
            <dd>{ticket.address_masked}</dd>
          </>
        ) : null}
        <dt>{text.created}</dt>
        <dd className="hl-num">{fullTime(ticket.created_at)}</dd>
      </dl>
      {ticket.conversation_id ? (
        <Link to={`/desk/${ticket.conversation_id}`}>{text.conversation}</Link>
      ) : null}
    </section>
  );
}

function Log({ ticket }: { ticket: Ticket }) {
  const duty = useCopy(dutyCopy);
  return (
    <Timeline
      items={ticket.events.map((event) => ({
        key: `${event.at} ${event.kind}`,
        content: (
          <>
            <div>{event.text || (duty.status[event.kind] ?? event.kind)}</div>
            <span className="hl-small hl-quiet hl-num">
              {fullTime(event.at)}
              {event.by ? ` · ${event.by}` : ""}
            </span>
          </>
        ),
      }))}
    />
  );
}
