/** The selected step: its words, its operation, and the ways in and out. */
import { ArrowRightOutlined } from "@ant-design/icons";
import type { FlowChart, FlowEdge, FlowNode } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useMarks, useTold } from "@/lib/told";

import { flowsCopy } from "../../copy-flows";
import { KindIcon, useKindName, useNodeTitle } from "./kinds";

const EFFECT_TONES: Record<string, Tone> = {
  read: "plain",
  write: "info",
  emergency: "danger",
  prove: "good",
  record: "plain",
};

export function NodePanel({ chart, node, onSelect, onOpenFlow }: {
  chart: FlowChart;
  node: FlowNode;
  onSelect: (id: string) => void;
  onOpenFlow: (flow: string) => void;
}) {
  const text = useCopy(flowsCopy);
  const kindName = useKindName();
  const told = useTold();
  const out = chart.edges.filter(({ source }) => source === node.id);
  const into = chart.edges.filter(({ target }) => target === node.id);
  const { flow } = node;
  return (
    <section className="picture-panel flow-panel" aria-live="polite">
      <header>
        <span className="flow-panel-kind">
          <KindIcon node={node} /> {kindName(node)}
        </span>
        <h2>{node.kind === "branch" ? text.ways(out.length) : told(node.label)}</h2>
        <p className="bot-code hl-quiet">
          {node.id} · {chart.flow.file}:{node.line}
        </p>
      </header>
      {flow ? (
        <Button icon={<ArrowRightOutlined />} onClick={() => onOpenFlow(flow)}>
          {text.openFlow}
        </Button>
      ) : null}
      <Words node={node} />
      <Operation node={node} />
      {node.outcome ? <Fact name={text.outcome}>{node.outcome}</Fact> : null}
      <Details node={node} />
      <Ways title={text.after} edges={out} end="target" chart={chart} onSelect={onSelect} />
      <Ways title={text.before} edges={into} end="source" chart={chart} onSelect={onSelect} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flow-fact">
      <h3>{name}</h3>
      {children}
    </div>
  );
}

function Words({ node }: { node: FlowNode }) {
  const text = useCopy(flowsCopy);
  if (node.words.length === 0) return null;
  const languages = [...new Set(node.words.map(({ language }) => language))];
  return (
    <Fact name={text.words}>
      {languages.map((language) => {
        const said = node.words.filter((one) => one.language === language);
        return (
          <div key={language} className="flow-said" lang={language}>
            <span className="hl-small hl-quiet">
              {text.languages[language] ?? language}
              {said.length > 1 ? ` · ${text.phrasings(said.length)}` : ""}
            </span>
            {said.map((one) => (
              <p key={one.text}>{one.text}</p>
            ))}
          </div>
        );
      })}
    </Fact>
  );
}

function Operation({ node: { operation } }: { node: FlowNode }) {
  const text = useCopy(flowsCopy);
  const told = useTold();
  if (!operation) return null;
  return (
    <Fact name={text.operation}>
      <p>
        {told(operation.label)} <span className="bot-code hl-quiet">{operation.name}</span>
      </p>
      <p className="hl-bar">
        <Mark tone={EFFECT_TONES[operation.effect] ?? "plain"}>{text.effects[operation.effect]}</Mark>
        <Mark>{text.levels[operation.level] ?? operation.level}</Mark>
      </p>
      <p className="hl-small hl-quiet">
        {text.effectHints[operation.effect]}
        {operation.is_own ? ` · ${text.own}` : ""}
      </p>
    </Fact>
  );
}

function Details({ node }: { node: FlowNode }) {
  const text = useCopy(flowsCopy);
  if (node.details.length === 0) return null;
  return (
    <Fact name={text.details}>
      <dl className="flow-details bot-code">
        {node.details.map(({ name, text: value }) => (
          <div key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Fact>
  );
}

function Ways({ title, edges, end, chart, onSelect }: {
  title: string;
  edges: FlowEdge[];
  end: "source" | "target";
  chart: FlowChart;
  onSelect: (id: string) => void;
}) {
  const text = useCopy(flowsCopy);
  const told = useTold();
  const kindName = useKindName();
  const marks = useMarks();
  const titleOf = useNodeTitle();
  if (edges.length === 0) {
    return end === "target" ? <Fact name={title}>{text.nothing}</Fact> : null;
  }
  return (
    <Fact name={title}>
      <ul className="flow-ways">
        {edges.map((edge) => {
          const other = chart.nodes.find(({ id }) => id === edge[end]);
          if (!other) return null;
          return (
            <li key={`${edge.source} ${edge.target} ${edge.kind} ${edge.condition}`}>
              <span className="hl-small hl-quiet">
                {text.edges[edge.kind]}{" "}
                {edge.kind === "condition" ? (
                  <span className="bot-code">{edge.condition}</span>
                ) : edge.kind === "error" ? (
                  told(edge.label)
                ) : null}
              </span>
              <button type="button" className="bot-link" onClick={() => onSelect(other.id)}>
                <KindIcon node={other} />
                <span className="hl-clip">
                  {kindName(other)}
                  {other.kind === "branch" ? ` · ${other.id}` : `${marks.colon}${titleOf(other)}`}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Fact>
  );
}
