/** Where the dialogue stands, and what was asked of the scripted business. */
import type { Tried } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Link, useLocation } from "react-router";

import { useCopy } from "@/lib/locale";
import { useTold } from "@/lib/told";

import { tryCopy } from "../../copy-try";
import { Reason } from "./reason";

export function Stack({ stack }: { stack: Tried["stack"] }) {
  const text = useCopy(tryCopy);
  const told = useTold();
  const { search } = useLocation();
  const addressOf = (flow: string, node: string): string => {
    const query = new URLSearchParams(search);
    query.set("flow", flow);
    query.set("node", node);
    return `/bot/flows?${query.toString()}`;
  };
  return (
    <Reason title={text.stack}>
      {stack.length === 0 ? <p className="hl-small hl-quiet">{text.noStack}</p> : null}
      {stack.toReversed().map((frame) => (
        <div key={`${frame.domain}/${frame.flow}`} className="trial-frame">
          <header className="hl-bar">
            <strong>{told(frame.name)}</strong>
            <span className="bot-code hl-quiet">{text.atStep(frame.step)}</span>
            {frame.waits_for ? <Mark tone="info">{text.waits(frame.waits_for)}</Mark> : null}
            <Link className="push hl-small" to={addressOf(`${frame.domain}/${frame.flow}`, frame.step)}>
              {text.openFlow}
            </Link>
          </header>
          <Pairs pairs={frame.slots} />
        </div>
      ))}
    </Reason>
  );
}

export function Calls({ calls }: { calls: Tried["calls"] }) {
  const text = useCopy(tryCopy);
  return (
    <Reason title={text.calls}>
      {calls.length === 0 ? <p className="hl-small hl-quiet">{text.noCalls}</p> : null}
      {calls.map((call, index) => (
        <details key={index} className="trial-hit">
          <summary>
            <span className="bot-code">{call.operation}</span>
            <Mark tone={call.outcome === "done" ? "good" : "warn"}>
              {text.outcomes[call.outcome] ?? call.outcome}
            </Mark>
          </summary>
          <Pairs pairs={call.args} />
          <Pairs pairs={call.values} />
        </details>
      ))}
    </Reason>
  );
}

function Pairs({ pairs }: { pairs: Record<string, unknown> }) {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return null;
  return (
    <dl className="trial-pairs bot-code">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === "string" ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
