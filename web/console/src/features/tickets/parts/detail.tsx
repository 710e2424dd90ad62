/** One ticket: what, the limits, and what happened so far. */
import type { Ticket, TicketId } from "@hearthline/api";
import { Bone, ErrorPlace, Mark } from "@hearthline/ui";
import { Timeline } from "antd";
import { Link } from "react-router";

import { ClockLine } from "@/lib/duty/clock-line";
import { dutyCopy, statusOf } from "@/lib/duty/copy";
import { PriorityMark } from "@/lib/duty/priority-mark";
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
        <strong className="hl-num">{ticket.work_order_no}</strong>
        <PriorityMark priority={ticket.priority} />
        <Mark tone="info">{statusOf(ticket, duty)}</Mark>
      </header>
      <dl className="ticket-facts">
        <dt>{text.type}</dt>
        <dd>{ticket.type_name}</dd>
        {ticket.description ? (
          <>
            <dt>{text.summary}</dt>
            <dd>{ticket.description}</dd>
          </>
        ) : null}
        {ticket.account_no_masked ? (
          <>
            <dt>{text.account}</dt>
            <dd>{ticket.account_no_masked}</dd>
          </>
        ) : null}
        <dt>{text.created}</dt>
        <dd className="hl-num">{fullTime(ticket.opened_at)}</dd>
      </dl>
      {ticket.conversation_id ? (
        <Link to={`/desk/${ticket.conversation_id}`}>{text.conversation}</Link>
      ) : null}
      {ticket.call_back.solved === null ? null : <CallBack ticket={ticket} />}
    </section>
  );
}

function CallBack({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  const { solved, score, comment } = ticket.call_back;
  return (
    <p>
      <Mark tone={solved ? "good" : "warn"}>{solved ? text.solved : text.notSolved}</Mark>{" "}
      {score === null ? "" : text.score(score)} {comment}
    </p>
  );
}

function Log({ ticket }: { ticket: Ticket }) {
  return (
    <Timeline
      items={ticket.events.map((event) => ({
        key: `${event.at} ${event.kind}`,
        content: (
          <>
            <div>
              {event.name}
              {event.text && event.text !== event.name ? `：${event.text}` : ""}
            </div>
            <span className="hl-small hl-quiet hl-num">
              {fullTime(event.at)}
            </span>
          </>
        ),
      }))}
    />
  );
}
