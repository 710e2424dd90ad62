/** The places of the knowledge room, by the last part of their address, and who may open them. */
import type { Permission } from "@hearthline/api";
import { type ComponentType, lazy } from "react";

export const ROOMS = [
  "search",
  "items",
  "review",
  "import",
  "gaps",
  "graph",
  "trials",
  "words",
  "compare",
  "analytics",
] as const;
export type RoomName = (typeof ROOMS)[number];

export const NEEDS: Record<RoomName, Permission> = {
  search: "knowledge.view",
  items: "knowledge.view",
  review: "knowledge.review",
  import: "knowledge.edit",
  gaps: "knowledge.edit",
  graph: "knowledge.view",
  trials: "knowledge.edit",
  words: "knowledge.view",
  compare: "knowledge.view",
  analytics: "knowledge.view",
};

/** Each place is loaded when it is first opened. */
export const PARTS: Record<RoomName, ComponentType> = {
  search: lazy(() => import("./search/page")),
  items: lazy(() => import("./items/page")),
  review: lazy(() => import("./review/page")),
  import: lazy(() => import("./import/page")),
  gaps: lazy(() => import("./gaps/page")),
  graph: lazy(() => import("./graph/page")),
  trials: lazy(() => import("./trials/page")),
  words: lazy(() => import("./words/page")),
  compare: lazy(() => import("./compare/page")),
  analytics: lazy(() => import("./analytics/page")),
};

export const isRoom = (name: string | undefined): name is RoomName =>
  ROOMS.some((room) => room === name);
