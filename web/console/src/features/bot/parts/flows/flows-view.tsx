/** Flows: a list by trade, and the chosen one as a diagram. */
import "./flows.css";

import { PartitionOutlined } from "@ant-design/icons";
import type { FlowRow } from "@hearthline/api";
import { Bone, EmptyPlace } from "@hearthline/ui";
import { lazy, Suspense, useState } from "react";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { flowsCopy } from "../../copy-flows";
import { useLookedAt } from "../../place";
import { useChart, useFlows, useIntents, useTrades } from "../../queries";
import { FlowList } from "./flow-list";
import { FlowPanel } from "./flow-panel";
import { NodePanel } from "./node-panel";

const FlowCanvas = lazy(() => import("./flow-canvas").then((part) => ({ default: part.FlowCanvas })));

export function FlowsView() {
  const text = useCopy(flowsCopy);
  const release = useLookedAt();
  const place = usePlace();
  const flows = useFlows(release);
  const trades = useTrades(release);
  const intents = useIntents(release);
  const chosen = place.at("flow");
  const [domain, id] = chosen?.split("/") ?? [];
  const open = (flow: string) => place.go({ flow, node: null }, { push: true });
  return (
    <div className="flows">
      <Shown of={flows} title={text.failed} shape={<BoneRows n={9} />}>
        {(all) => (
          <FlowList
            flows={all}
            trades={trades.data ?? []}
            intents={intents.data ?? []}
            chosen={chosen}
            q={place.at("q") ?? ""}
            trade={place.at("trade")}
            onSeek={(changes) => place.go(changes)}
            onChoose={(flow) => open(`${flow.domain}/${flow.id}`)}
          />
        )}
      </Shown>
      {domain && id ? (
        <Chosen
          key={chosen}
          domain={domain}
          flow={id}
          flows={flows.data ?? []}
          onOpenFlow={(other) => open(`${domain}/${other}`)}
        />
      ) : (
        <div className="flows-empty">
          <EmptyPlace icon={<PartitionOutlined />} title={text.choose[0]}>
            {text.choose[1]}
          </EmptyPlace>
        </div>
      )}
    </div>
  );
}

function Chosen({ domain, flow, flows, onOpenFlow }: {
  domain: string;
  flow: string;
  flows: FlowRow[];
  onOpenFlow: (flow: string) => void;
}) {
  const text = useCopy(flowsCopy);
  const release = useLookedAt();
  const place = usePlace();
  const chart = useChart(release, domain, flow);
  const intents = useIntents(release);
  // Held here, so that quick keys do not wait for the address; the address follows.
  const [selected, setSelected] = useState(place.at("node"));
  function select(node: string | null): void {
    setSelected(node);
    place.go({ node });
  }
  return (
    <Shown of={chart} title={text.noChart} shape={<ChartBones />}>
      {(data) => {
        const node = data.nodes.find(({ id }) => id === selected);
        return (
          <>
            <Suspense fallback={<ChartBones />}>
              <FlowCanvas
                chart={data}
                selected={node?.id ?? null}
                onSelect={select}
                onOpenFlow={onOpenFlow}
              />
            </Suspense>
            {node ? (
              <NodePanel chart={data} node={node} onSelect={select} onOpenFlow={onOpenFlow} />
            ) : (
              <FlowPanel
                chart={data}
                flows={flows}
                intents={intents.data ?? []}
                onOpenFlow={onOpenFlow}
              />
            )}
          </>
        );
      }}
    </Shown>
  );
}

const SHAPE = ["30%", "36%", "24%", "36%", "30%"];

function ChartBones() {
  return (
    <div className="flow-bones" aria-busy="true">
      {SHAPE.map((width, index) => (
        <Bone key={index} width={width} style={{ height: "var(--hl-bar)" }} />
      ))}
    </div>
  );
}
