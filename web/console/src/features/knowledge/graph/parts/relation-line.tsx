/** A relation between two things: full, dashed or dotted by what sort it is, with its word. */
import { type Edge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { type Line, pathOf } from "../layout";
import { LINE_OF } from "./kinds";

export type LineEdge = Edge<{ line: Line; isNear: boolean }, "line">;

export function RelationLine({ data, markerEnd }: EdgeProps<LineEdge>) {
  const text = useCopy(copy);
  if (!data) return null;
  const { line, isNear } = data;
  const [first] = line.relations;
  const told = [...new Set(line.relations.map(({ kind }) => text.ways[kind][0]))].join(" · ");
  const sort = first ? LINE_OF[first.kind] : "reference";
  return (
    <>
      <path className="graph-line" data-sort={sort} data-near={isNear} d={pathOf(line.points)} markerEnd={markerEnd} />
      <EdgeLabelRenderer>
        <span
          className="picture-label graph-line-label"
          data-near={isNear}
          title={told}
          style={{ translate: `calc(${line.label.x}px - 50%) calc(${line.label.y}px - 50%)` }}
        >
          {told}
        </span>
      </EdgeLabelRenderer>
    </>
  );
}
