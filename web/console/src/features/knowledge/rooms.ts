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
  compare: "knowledge.view",
  analytics: "knowledge.view",
};

const PAGES = import.meta.glob<{ default: ComponentType }>("./*/page.tsx");

/** Each place is loaded when it is first opened; a name without a page has no tab. */
export const PARTS: Partial<Record<RoomName, ComponentType>> = Object.fromEntries(
  ROOMS.flatMap((name) => {
    const load = PAGES[`./${name}/page.tsx`];
    return load === undefined ? [] : [[name, lazy(load)]];
  }),
);

export const isRoom = (name: string | undefined): name is RoomName =>
  ROOMS.some((room) => room === name && PARTS[room] !== undefined);
