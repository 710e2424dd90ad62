/** One ticket: what it is, what can be done, the limits, the evidence, and what happened so far. */
import type { TicketDesk, TicketId } from "@hearthline/api";
import { Bone, ErrorPlace, Mark } from "@hearthline/ui";
import { Tabs } from "antd";

import { dutyCopy, statusOf } from "@/lib/duty/copy";
import { PriorityMark } from "@/lib/duty/priority-mark";
import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useTicketDesk } from "../queries";
import { ActionBar } from "./action-bar";
import { ClockBars } from "./clock-bars";
import { Evidence } from "./evidence";
import { Facts } from "./facts";
import { Log } from "./log";
import { Related } from "./related";
import { Tasks } from "./tasks";

export function Detail({ id }: { id: TicketId }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { data, error, refetch } = useTicketDesk(id);
  if (error && !data) {
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
  return <Shown desk={data} />;
}

function Shown({ desk }: { desk: TicketDesk }) {
  const text = useCopy(copy);
  const { ticket } = desk;
  return (
    <div className="ticket">
      <Head desk={desk} />
      <ActionBar desk={desk} />
      {ticket.kept_by === "business" ? <p className="hl-small hl-quiet">{text.keptElsewhere}</p> : null}
      {desk.missing.length > 0 && ticket.kept_by === "desk" ? <Missing needs={desk.missing} /> : null}
      <section>
        <h2>{text.clocks}</h2>
        <ClockBars clocks={ticket.clocks} />
      </section>
      <Facts ticket={ticket} />
      <Tabs
        items={[
          { key: "log", label: text.log, children: <Log ticket={ticket} /> },
          { key: "evidence", label: text.evidence, children: <Evidence id={ticket.id} /> },
          { key: "tasks", label: text.tasks, children: <Tasks id={ticket.id} /> },
          ...(desk.related.length > 0
            ? [{ key: "related", label: text.related, children: <Related related={desk.related} /> }]
            : []),
        ]}
      />
    </div>
  );
}

function Head({ desk: { ticket } }: { desk: TicketDesk }) {
  const text = useCopy(copy);
  const duty = useCopy(dutyCopy);
  return (
    <header className="ticket-head">
      <strong>{ticket.title || ticket.type_name}</strong>
      <span className="hl-num">{ticket.work_order_no}</span>
      <PriorityMark priority={ticket.priority} />
      <Mark tone="info">{statusOf(ticket, duty)}</Mark>
      {ticket.is_flagged ? <Mark tone="danger">{text.flagged}</Mark> : null}
      {ticket.urge_count > 0 ? <Mark tone="warn">{text.urged(ticket.urge_count)}</Mark> : null}
      {ticket.repeat_no > 1 ? <Mark tone="warn">{text.repeated(ticket.repeat_no)}</Mark> : null}
    </header>
  );
}

function Missing({ needs }: { needs: string[] }) {
  const text = useCopy(copy);
  return (
    <p className="ticket-missing">
      {text.missing}
      {needs.map((need) => (
        <Mark key={need} tone="warn">
          {text.needs[need] ?? need}
        </Mark>
      ))}
    </p>
  );
}
