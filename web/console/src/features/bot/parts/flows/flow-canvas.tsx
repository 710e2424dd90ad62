/** The chart of a flow: walked with the arrows, zoomed, fitted. */
import { VerticalAlignTopOutlined } from "@ant-design/icons";
import type { FlowChart } from "@hearthline/api";
import {
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStoreApi,
} from "@xyflow/react";
import { type KeyboardEvent, useEffect, useEffectEvent, useMemo } from "react";

import { useCopy } from "@/lib/locale";
import { Control, Controls } from "@/lib/picture/controls";
import { ARROW, MOVE_MS, STILL, zoomBy } from "@/lib/picture/still";
import { useTold } from "@/lib/told";

import { flowsCopy } from "../../copy-flows";
import { StepCard, stepId, type StepNode } from "./flow-node";
import { type WayEdge, WayLine } from "./flow-way";
import { type Layout, layOut } from "./layout";
import { DIRECTIONS, stepTo } from "./walk";

const NODE_TYPES = { step: StepCard };
const EDGE_TYPES = { way: WayLine };
const READABLE = 0.72;
/** From so many steps on a small map helps to find the way. */
const MANY = 20;
const MAP = { width: 144, height: 108 };

export interface CanvasProps {
  chart: FlowChart;
  selected: string | null;
  onSelect: (id: string | null) => void;
  onOpenFlow: (flow: string) => void;
}

export function FlowCanvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ chart, selected, onSelect, onOpenFlow }: CanvasProps) {
  const text = useCopy(flowsCopy);
  const told = useTold();
  const layout = useMemo(() => layOut(chart, told), [chart, told]);
  const nodes = useNodes(layout, chart, selected);
  const edges = useEdges(layout, selected);
  const view = useView(layout, chart.start, selected);

  function press(event: KeyboardEvent): void {
    const direction = DIRECTIONS[event.key];
    const step = layout.placed.find(({ node }) => node.id === selected)?.node;
    if (direction) onSelect((selected && stepTo(layout, selected, direction)) ?? selected ?? chart.start);
    else if (event.key === "Escape") onSelect(null);
    else if (event.key === "Enter" && step?.flow) onOpenFlow(step.flow);
    else if (!zoomBy(event, view)) return;
    event.preventDefault();
  }

  return (
    // The chart is one stop of the Tab key, and the arrows walk in it.
    <div
      className="picture flow-canvas"
      role="listbox"
      tabIndex={0}
      aria-label={text.chart(told(chart.flow.name))}
      aria-describedby="flow-keys"
      aria-activedescendant={selected === null ? undefined : stepId(selected)}
      onKeyDown={press}
    >
      <span id="flow-keys" className="hl-hidden">
        {text.keysHint}
      </span>
      <ReactFlow<StepNode, WayEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onInit={() => (selected === null ? view.begin() : view.show(selected))}
        onNodeClick={(_, { id }) => onSelect(id)}
        onNodeDoubleClick={(_, { data }) => data.step.flow && onOpenFlow(data.step.flow)}
        onPaneClick={() => onSelect(null)}
        {...STILL}
      >
        <Controls view={view}>
          <Control label={text.begin} icon={<VerticalAlignTopOutlined />} onClick={view.begin} />
        </Controls>
        {layout.placed.length > MANY ? <MiniMap pannable zoomable ariaLabel={text.map} style={MAP} /> : null}
      </ReactFlow>
    </div>
  );
}

function useNodes(layout: Layout, chart: FlowChart, selected: string | null): StepNode[] {
  return useMemo(
    () =>
      layout.placed.map(({ node, x, y, width, height }) => ({
        id: node.id,
        type: "step",
        position: { x, y },
        width,
        height,
        selected: node.id === selected,
        data: {
          step: node,
          ways: chart.edges.filter(({ source }) => source === node.id).length,
          isFirst: node.id === chart.start,
        },
      })),
    [layout, chart, selected],
  );
}

function useEdges(layout: Layout, selected: string | null): WayEdge[] {
  return useMemo(
    () =>
      layout.ways.map((way) => ({
        id: way.id,
        type: "way",
        source: way.source,
        target: way.target,
        data: { way, isNear: way.source === selected || way.target === selected },
        markerEnd: ARROW,
      })),
    [layout, selected],
  );
}

/** The part of the chart that is seen; a selected step is always in it. */
function useView(layout: Layout, start: string, selected: string | null) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const fit = () => void flow.fitView({ padding: 0.06, duration: MOVE_MS });

  /** The whole chart where it stays readable, else its beginning. */
  function begin(): void {
    const { width, height } = store.getState();
    const zoom = Math.min(width / (layout.width + 48), height / (layout.height + 48));
    if (zoom >= READABLE) return void flow.fitView({ padding: 0.06, maxZoom: 1 });
    const first = layout.placed.find(({ node }) => node.id === start);
    const x = (first?.x ?? 0) + (first?.width ?? 0) / 2;
    const near = Math.min(Math.max(zoom, width / (layout.width + 48), READABLE), 0.9);
    const y = (first?.y ?? 0) - 24;
    void flow.setViewport({ x: width / 2 - x * near, y: -y * near, zoom: near });
  }

  function show(id: string): void {
    const step = layout.placed.find(({ node }) => node.id === id);
    if (!step) return;
    const center = [step.x + step.width / 2, step.y + step.height / 2] as const;
    const zoom = Math.max(flow.getZoom(), READABLE);
    void flow.setCenter(...center, { zoom: Math.min(zoom, 1), duration: MOVE_MS });
  }

  const bring = useEffectEvent(show);
  useEffect(() => {
    const step = layout.placed.find(({ node }) => node.id === selected);
    const { width, height } = store.getState();
    if (!step || width === 0) return;
    const { x, y, zoom } = flow.getViewport();
    const left = step.x * zoom + x;
    const top = step.y * zoom + y;
    const isSeen =
      left >= 0 &&
      top >= 0 &&
      left + step.width * zoom <= width &&
      top + step.height * zoom <= height;
    if (isSeen && zoom >= 0.5) return;
    bring(step.node.id);
  }, [flow, store, layout, selected]);

  return {
    fit,
    begin,
    show,
    zoomIn: () => void flow.zoomIn({ duration: MOVE_MS }),
    zoomOut: () => void flow.zoomOut({ duration: MOVE_MS }),
  };
}
