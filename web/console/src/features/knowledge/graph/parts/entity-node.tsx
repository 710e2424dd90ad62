/** One thing in the picture: its kind in word, sign and shape, and its name. */
import type { Entity } from "@hearthline/api";
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { KIND_ICONS } from "./kinds";

export type EntityNode = Node<{ entity: Entity; isCenter: boolean; isOpen: boolean }, "entity">;

export const entityNodeId = (id: string): string => `entity-${id}`;

export function EntityCard({ data: { entity, isCenter, isOpen }, selected }: NodeProps<EntityNode>) {
  const text = useCopy(copy);
  return (
    <div
      id={entityNodeId(entity.id)}
      role="option"
      aria-selected={selected}
      className="graph-node"
      data-kind={entity.kind}
      data-center={isCenter}
      data-open={isOpen}
      data-selected={selected}
      title={entity.name}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="graph-node-kind">
        {KIND_ICONS[entity.kind]} {text.kinds[entity.kind]}
      </span>
      <span className="graph-node-name">{entity.name}</span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}
