/** A way between two steps: the line that was laid around the steps, and when it is taken. */
import { type Edge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";

import { labelOf, pathOf, type Way } from "./layout";

export type WayEdge = Edge<{ way: Way; isNear: boolean }, "way">;

export function WayLine({ data, markerEnd }: EdgeProps<WayEdge>) {
  if (!data) return null;
  const { way, isNear } = data;
  const text = labelOf(way);
  return (
    <>
      <path
        className="flow-way"
        data-kind={way.kind}
        data-near={isNear}
        d={pathOf(way.points)}
        markerEnd={markerEnd}
      />
      {way.label ? (
        <EdgeLabelRenderer>
          <span
            className="picture-label flow-way-label"
            data-kind={way.kind}
            data-near={isNear}
            title={text}
            style={{ translate: `calc(${way.label.x}px - 50%) calc(${way.label.y}px - 50%)` }}
          >
            {text}
          </span>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
}
