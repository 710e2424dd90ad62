/** A flow as a whole: what begins it, what it asks for, how it is undone. */
import type { FlowChart, FlowRow, IntentRow } from "@hearthline/api";
import { Mark } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";
import { useTold } from "@/lib/told";

import { flowsCopy } from "../../copy-flows";

export function FlowPanel({ chart, flows, intents, onOpenFlow }: {
  chart: FlowChart;
  flows: FlowRow[];
  intents: IntentRow[];
  onOpenFlow: (flow: string) => void;
}) {
  const text = useCopy(flowsCopy);
  const told = useTold();
  const { flow } = chart;
  const intentName = (id: string): string => {
    const found = intents.find((one) => one.id === id && one.domain === flow.domain);
    return found ? told(found.name) : id;
  };
  const flowName = (id: string): string => {
    const found = flows.find((one) => one.id === id && one.domain === flow.domain);
    return found ? told(found.name) : id;
  };
  return (
    <section className="picture-panel flow-panel">
      <header>
        <h2>{told(flow.name)}</h2>
        <p className="bot-code hl-quiet">
          {flow.id} · {text.version(flow.version)} · {flow.file}:{flow.line}
        </p>
        <p className="hl-bar">
          <Marks flow={flow} />
          <Mark>{text.steps(flow.steps)}</Mark>
        </p>
      </header>
      <div className="flow-fact">
        <h3>{text.triggers}</h3>
        {flow.triggers.length === 0 ? <p className="hl-quiet">{text.noTriggers}</p> : null}
        {flow.triggers.map((id) => (
          <p key={id}>
            {intentName(id)} <span className="bot-code hl-quiet">{id}</span>
          </p>
        ))}
      </div>
      {flow.slots.length > 0 ? (
        <div className="flow-fact">
          <h3>{text.slots}</h3>
          <p className="bot-code">{flow.slots.join(" · ")}</p>
        </div>
      ) : null}
      <Links title={text.reverse} ids={flow.reverse ? [flow.reverse] : []} {...{ flowName, onOpenFlow }} />
      <Links title={text.related} ids={flow.related} {...{ flowName, onOpenFlow }} />
      <p className="hl-small hl-quiet">{text.keysHint}</p>
    </section>
  );
}

export function Marks({ flow }: { flow: FlowRow }) {
  const text = useCopy(flowsCopy);
  return (
    <>
      {flow.is_hazard ? (
        <Mark tone="danger" title={text.hazardHint}>
          {text.hazard}
        </Mark>
      ) : null}
      {flow.is_inner ? <Mark title={text.innerHint}>{text.inner}</Mark> : null}
      {flow.interrupts && !flow.is_hazard ? <Mark tone="info">{text.interrupts}</Mark> : null}
    </>
  );
}

function Links({ title, ids, flowName, onOpenFlow }: {
  title: string;
  ids: string[];
  flowName: (id: string) => string;
  onOpenFlow: (flow: string) => void;
}) {
  if (ids.length === 0) return null;
  return (
    <div className="flow-fact">
      <h3>{title}</h3>
      {ids.map((id) => (
        <button key={id} type="button" className="bot-link" onClick={() => onOpenFlow(id)}>
          {flowName(id)} <span className="bot-code hl-quiet">{id}</span>
        </button>
      ))}
    </div>
  );
}
