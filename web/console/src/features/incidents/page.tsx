/** Incidents: what is suspected, confirmed and over, and one of them beside the list. */
import "./incidents.css";

import type { Incident, IncidentView } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { App, Button, Segmented } from "antd";
import { useState } from "react";
import { NavLink, useNavigate, useParams } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { BoneRows, Shown } from "@/lib/shown";
import { shortTime, useNow } from "@/lib/time";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { Detail } from "./parts/detail";
import { FactsForm } from "./parts/facts-form";
import { RuleButton } from "./parts/rule";
import { StateMark } from "./parts/state";
import { useIncidents, useOpen } from "./queries";

const VIEWS: IncidentView[] = ["open", "restored", "over", "all"];
const MATTERS: Record<string, string> = { heating: "cold", power: "outage" };

export default function IncidentsPage() {
  const text = useCopy(copy);
  const may = useMay();
  const { incidentId } = useParams();
  const [view, setView] = useState<IncidentView>("open");
  return (
    <div className="hl-room">
      <header className="hl-room-head">
        <h1>{text.title}</h1>
        <Segmented
          value={view}
          onChange={setView}
          options={VIEWS.map((value) => ({ value, label: text.views[value] }))}
        />
        <span className="incident-head-deeds">
          {may("tickets.supervise") ? (
            <>
              <RuleButton />
              <Register />
            </>
          ) : null}
        </span>
      </header>
      <div className="incident-room">
        <List view={view} />
        <section className="incident-place-of-one">
          {incidentId === undefined ? (
            <EmptyPlace title={text.choose[0]}>{text.choose[1]}</EmptyPlace>
          ) : (
            <Detail key={incidentId} id={incidentId} />
          )}
        </section>
      </div>
    </div>
  );
}

function List({ view }: { view: IncidentView }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const asked = useIncidents(view);
  const data = asked.data?.pages.flatMap(({ items }) => items);
  const none = text.none[view] ?? ["", ""];
  return (
    <nav className="incident-list" aria-label={text.title}>
      <Shown of={{ ...asked, data }} title={text.failed} shape={<BoneRows n={5} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyPlace title={none[0]}>{none[1]}</EmptyPlace>
          ) : (
            <>
              {items.map((one) => (
                <Line key={one.id} incident={one} />
              ))}
              {asked.hasNextPage ? (
                <Button type="link" onClick={() => void asked.fetchNextPage()}>
                  {common.more}
                </Button>
              ) : null}
            </>
          )
        }
      </Shown>
    </nav>
  );
}

function Line({ incident }: { incident: Incident }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  return (
    <NavLink to={`/incidents/${incident.id}`} className="incident-line">
      <span className="hl-bar">
        <StateMark state={incident.state} />
        <span className="incident-line-title">{incident.title}</span>
      </span>
      <span className="hl-small hl-quiet hl-num">
        {text.reports(incident.tally.reports)} · {shortTime(incident.since, now, locale)}
      </span>
    </NavLink>
  );
}

function Register() {
  const text = useCopy(copy);
  const say = useSay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const open = useOpen();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setAsked(true)}>
        {text.register}
      </Button>
      {isAsked ? (
        <FactsForm
          title={text.register}
          hint={text.registerHint}
          deed={text.register}
          isBusy={open.isPending}
          onSay={(said, domain) =>
            open.mutate(
              { ...said, domain, matter: MATTERS[domain] ?? "cold" },
              {
                onSuccess: ({ id, title }) => {
                  setAsked(false);
                  void message.success(text.done.confirmed(title));
                  void navigate(`/incidents/${id}`);
                },
                onError: (error) => void message.error(say(error)),
              },
            )
          }
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
