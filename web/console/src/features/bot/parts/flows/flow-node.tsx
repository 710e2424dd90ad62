/** One step on the chart: its kind in word, shape and sign, and what it is about. */
import type { FlowNode } from "@hearthline/api";
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";

import { useCopy } from "@/lib/locale";

import { flowsCopy } from "../../copy-flows";
import { KindIcon, useKindName, useNodeTitle } from "./kinds";

export type StepNode = Node<{ step: FlowNode; ways: number; isFirst: boolean }, "step">;

export const stepId = (id: string): string => `step-${id}`;

export function StepCard({ data: { step, ways, isFirst }, selected }: NodeProps<StepNode>) {
  const text = useCopy(flowsCopy);
  const kindName = useKindName();
  const titleOf = useNodeTitle();
  const title = step.kind === "branch" ? text.ways(ways) : titleOf(step);
  return (
    <div
      id={stepId(step.id)}
      role="option"
      aria-selected={selected}
      className="flow-step"
      data-kind={step.kind}
      data-effect={step.operation?.effect}
      data-selected={selected}
      data-first={isFirst}
      title={title}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <span className="flow-step-kind">
        <KindIcon node={step} /> {kindName(step)}
        {step.operation && step.operation.level !== "L0" ? (
          <span className="flow-step-level">{step.operation.level}</span>
        ) : null}
      </span>
      <span className="flow-step-title">{title}</span>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}
