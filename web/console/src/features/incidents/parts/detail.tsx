/** One incident: where and until when, how it stands with the customers, what happened. */
import type { Incident } from "@hearthline/api";
import { Link } from "react-router";

import { useWho } from "@/lib/colleagues";
import { momentShown } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime } from "@/lib/time";

import { copy } from "../copy";
import { useIncident } from "../queries";
import { Deeds } from "./deeds";
import { StateMark } from "./state";

export function Detail({ id }: { id: string }) {
  const text = useCopy(copy);
  const one = useIncident(id);
  return (
    <Shown of={one} title={text.failed} shape={<BoneRows n={5} />}>
      {(incident) => <Whole incident={incident} />}
    </Shown>
  );
}

function Whole({ incident }: { incident: Incident }) {
  const text = useCopy(copy);
  const may = useMay();
  const { tally } = incident;
  return (
    <article className="incident">
      <header className="hl-bar">
        <StateMark state={incident.state} />
        <h2>{incident.title}</h2>
      </header>
      {may("tickets.supervise") ? <Deeds key={incident.counter} incident={incident} /> : null}
      <dl className="incident-facts">
        <dt>{text.where}</dt>
        <dd>{incident.scope.words}</dd>
        <dt>{text.since}</dt>
        <dd className="hl-num">{momentShown(incident.since)}</dd>
        <dt>{text.eta}</dt>
        <dd className="hl-num">{incident.eta ? momentShown(incident.eta) : text.noEta}</dd>
        <dt>{text.told}</dt>
        <dd>{incident.words === "" ? <span className="hl-quiet">{text.noWords}</span> : incident.words}</dd>
      </dl>
      <p className="incident-tally hl-num">
        <strong>{text.reports(tally.reports)}</strong>
        <span>{text.open(tally.tickets_open)}</span>
        {tally.asked > 0 ? <span>{text.asked(tally.asked)}</span> : null}
        {tally.solved > 0 ? <span>{text.solved(tally.solved)}</span> : null}
        {tally.unsolved > 0 ? <span className="incident-bad">{text.unsolved(tally.unsolved)}</span> : null}
      </p>
      <nav className="hl-bar">
        <Link to={`/tickets?incident_id=${incident.id}`}>{text.tickets}</Link>
        {incident.lead_ticket_id ? (
          <Link to={`/tickets/${incident.lead_ticket_id}`}>{text.lead}</Link>
        ) : null}
      </nav>
      <Log incident={incident} />
    </article>
  );
}

function Log({ incident }: { incident: Incident }) {
  const text = useCopy(copy);
  const who = useWho();
  return (
    <section>
      <h3>{text.log}</h3>
      <ol className="incident-log">
        {incident.log.map((line) => (
          <li key={`${line.at}${line.kind}`}>
            <time className="hl-num hl-small hl-quiet" dateTime={line.at} title={fullTime(line.at)}>
              {momentShown(line.at)}
            </time>
            <span>
              {text.kinds[line.kind] ?? line.kind}
              {line.actor ? <span className="hl-quiet"> · {who(line.actor)}</span> : null}
              {line.text === "" ? null : <span className="incident-said">{line.text}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
