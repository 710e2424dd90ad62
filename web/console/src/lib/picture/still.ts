/** How every picture of nodes behaves: looked at, zoomed and walked with keys, never drawn in. */
import "@xyflow/react/dist/base.css";
import "./picture.css";

import { MarkerType } from "@xyflow/react";
import type { KeyboardEvent } from "react";

import type { Zoom } from "./controls";

export const MOVE_MS = 160;

export const STILL = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  disableKeyboardA11y: true,
  zoomOnDoubleClick: false,
  panOnScroll: true,
  minZoom: 0.1,
  maxZoom: 1.6,
  proOptions: { hideAttribution: true },
} as const;

export const ARROW = { type: MarkerType.ArrowClosed, width: 14, height: 14, color: "var(--hl-control)" };

const KEYS: Record<string, keyof Zoom> = { "+": "zoomIn", "=": "zoomIn", "-": "zoomOut", "0": "fit" };

/** Zooms by a key; whether it was one of those. */
export function zoomBy(event: KeyboardEvent, view: Zoom): boolean {
  const deed = KEYS[event.key];
  if (deed === undefined) return false;
  view[deed]();
  return true;
}
