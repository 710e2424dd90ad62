/** Incidents that are going on, above the desk's list: what a customer may be told at once. */
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import "../incidents.css";
import { copy } from "../copy";
import { useIncidents } from "../queries";
import { StateMark } from "./state";

const SHOWN = 2;

export function IncidentStrip() {
  const may = useMay();
  return may("tickets.view") ? <Strip /> : null;
}

function Strip() {
  const text = useCopy(copy);
  const { data } = useIncidents("open");
  const all = data?.pages.flatMap(({ items }) => items) ?? [];
  if (all.length === 0) return null;
  return (
    <section className="incident-strip" aria-label={text.strip(all.length)}>
      {all.slice(0, SHOWN).map((one) => (
        <Link key={one.id} to={`/incidents/${one.id}`} className="incident-strip-line">
          <StateMark state={one.state} />
          <span className="incident-strip-title">{one.title}</span>
          <span className="hl-small hl-quiet hl-num">{text.reports(one.tally.reports)}</span>
        </Link>
      ))}
      {all.length > SHOWN ? (
        <Link to="/incidents" className="hl-small">
          {text.more} {all.length}
        </Link>
      ) : null}
    </section>
  );
}
