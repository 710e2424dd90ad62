/** Going from step to step with the arrow keys. */
import type { Layout, Placed } from "./layout";

export type Direction = "up" | "down" | "left" | "right";

export const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

const middle = ({ x, width }: Placed): number => x + width / 2;
const level = ({ y, height }: Placed): number => y + height / 2;

/** The step that lies there: down and up follow the ways, left and right stay in the rank. */
export function stepTo(layout: Layout, from: string, direction: Direction): string | null {
  const here = layout.placed.find(({ node }) => node.id === from);
  if (!here) return null;
  if (direction === "down" || direction === "up") return along(layout, here, direction);
  const side = direction === "left" ? -1 : 1;
  const beside = layout.placed.filter(
    (one) => Math.abs(level(one) - level(here)) < here.height && (middle(one) - middle(here)) * side > 0,
  );
  return nearest(beside, here);
}

function along(layout: Layout, here: Placed, direction: "up" | "down"): string | null {
  const [near, far] = direction === "down" ? (["source", "target"] as const) : (["target", "source"] as const);
  const ends = layout.ways.filter((way) => way[near] === here.node.id).map((way) => way[far]);
  const found = layout.placed.filter(({ node }) => ends.includes(node.id));
  const ahead = found.filter((one) => (direction === "down" ? one.y > here.y : one.y < here.y));
  return nearest(ahead.length > 0 ? ahead : found, here);
}

function nearest(found: Placed[], here: Placed): string | null {
  const away = (one: Placed): number =>
    Math.hypot(middle(one) - middle(here), level(one) - level(here));
  return found.toSorted((a, b) => away(a) - away(b))[0]?.node.id ?? null;
}
