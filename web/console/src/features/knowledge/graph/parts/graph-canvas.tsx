/** The neighbourhood as a picture: walked with the arrows, opened with Enter, zoomed, fitted. */
import { Panel, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { Button } from "antd";
import { type KeyboardEvent, useEffect, useEffectEvent, useMemo } from "react";

import { useCopy } from "@/lib/locale";
import { Controls } from "@/lib/picture/controls";
import { ARROW, MOVE_MS, STILL, zoomBy } from "@/lib/picture/still";

import { copy } from "../copy";
import { DIRECTIONS, type Joined, layOut, linesOfChosen, nextTo, type Picture } from "../layout";
import type { Look } from "../place";
import { EntityCard, type EntityNode, entityNodeId } from "./entity-node";
import { type LineEdge, RelationLine } from "./relation-line";

const NODE_TYPES = { entity: EntityCard };
const EDGE_TYPES = { line: RelationLine };
const FIT = { padding: 0.08, maxZoom: 1, duration: MOVE_MS };
const READABLE = 0.7;

interface CanvasProps {
  whole: Joined;
  look: Look;
  center: string;
}

export function GraphCanvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ whole, look, center }: CanvasProps) {
  const text = useCopy(copy);
  const focus = [center, ...look.opened].join(",");
  const picture = useMemo(() => layOut(whole, focus.split(",")), [whole, focus]);
  const isThere = picture.placed.some(({ entity }) => entity.id === look.selected);
  const selected = isThere ? look.selected : null;
  const nodes = useNodes(picture, { selected, center, opened: look.opened });
  const edges = useEdges(whole, picture, selected);
  const view = useView(picture, selected ?? center);
  const name = whole.entities.find(({ id }) => id === center)?.name ?? "";

  function press(event: KeyboardEvent): void {
    const direction = DIRECTIONS[event.key];
    if (direction) {
      const next = selected === null ? center : nextTo(picture.placed, selected, direction);
      if (next !== null) {
        look.select(next);
        view.show(next);
      }
    } else if (event.key === "Enter" && selected) look.toggle(selected);
    else if (event.key === "c" && selected) look.show(selected);
    else if (event.key === "Escape") look.select(null);
    else if (!zoomBy(event, view)) return;
    event.preventDefault();
  }

  return (
    // The picture is one stop of the Tab key, and the arrows walk in it.
    <div
      className="picture graph-canvas"
      role="listbox"
      tabIndex={0}
      aria-label={text.picture(name)}
      aria-describedby="graph-keys"
      aria-activedescendant={selected === null ? undefined : entityNodeId(selected)}
      onKeyDown={press}
    >
      <span id="graph-keys" className="hl-hidden">
        {text.keysHint}
      </span>
      <ReactFlow<EntityNode, LineEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onInit={view.begin}
        onNodeClick={(_, { id }) => look.select(id)}
        onNodeDoubleClick={(_, { id }) => look.toggle(id)}
        onPaneClick={() => look.select(null)}
        {...STILL}
      >
        <Controls view={view} />
        {whole.isCut ? (
          <Panel position="top-center" className="graph-cut">
            <span>{text.cut(whole.entities.length)}</span>
            {look.mayMore ? (
              <Button size="small" type="link" onClick={look.more}>
                {text.more}
              </Button>
            ) : null}
          </Panel>
        ) : null}
      </ReactFlow>
    </div>
  );
}

function useNodes(
  picture: Picture,
  { selected, center, opened }: { selected: string | null; center: string; opened: string[] },
): EntityNode[] {
  const open = opened.join(",");
  return useMemo(
    () =>
      picture.placed.map(({ entity, x, y, width, height }) => ({
        id: entity.id,
        type: "entity",
        position: { x, y },
        width,
        height,
        selected: entity.id === selected,
        data: { entity, isCenter: entity.id === center, isOpen: open.split(",").includes(entity.id) },
      })),
    [picture, selected, center, open],
  );
}

function useEdges(whole: Joined, picture: Picture, selected: string | null): LineEdge[] {
  return useMemo(
    () =>
      [...picture.lines, ...linesOfChosen(whole, picture, selected)].map((line) => ({
        id: line.id,
        type: "line",
        source: line.source,
        target: line.target,
        data: { line, isNear: line.source === selected || line.target === selected },
        markerEnd: ARROW,
      })),
    [whole, picture, selected],
  );
}

/** The part of the picture that is seen: all of it where it stays readable, else what is looked at. */
function useView(picture: Picture, seen: string) {
  const flow = useReactFlow();

  function show(id: string): void {
    const one = picture.placed.find(({ entity }) => entity.id === id);
    if (!one) return;
    const zoom = Math.max(Math.min(flow.getZoom(), 1), READABLE);
    void flow.setCenter(one.x + one.width / 2, one.y + one.height / 2, { zoom, duration: MOVE_MS });
  }

  async function begin(): Promise<void> {
    await flow.fitView({ ...FIT, duration: 0 });
    if (flow.getZoom() < READABLE) show(seen);
  }

  const again = useEffectEvent(begin);
  useEffect(() => {
    if (picture.placed.length > 0) void again();
  }, [picture]);

  return {
    show,
    begin: () => void begin(),
    fit: () => void flow.fitView(FIT),
    zoomIn: () => void flow.zoomIn({ duration: MOVE_MS }),
    zoomOut: () => void flow.zoomOut({ duration: MOVE_MS }),
  };
}
