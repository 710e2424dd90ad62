/** Places of things and relations: what leads to a thing stands left of it, what it leads to right. */
import { Graph, layout as place } from "@dagrejs/dagre";
import type { Entity, GraphRelation, Neighbourhood } from "@hearthline/api";

export interface Point {
  x: number;
  y: number;
}

export interface Placed extends Point {
  entity: Entity;
  width: number;
  height: number;
}

/** One line between two things; several relations of the same ends share it. */
export interface Line {
  id: string;
  source: string;
  target: string;
  relations: GraphRelation[];
  points: Point[];
  label: Point;
}

export interface Picture {
  placed: Placed[];
  lines: Line[];
  width: number;
  height: number;
}

export interface Joined {
  entities: Entity[];
  relations: GraphRelation[];
  isCut: boolean;
}

const SIZE = { width: 176, height: 48 };
const LABEL = { width: 72, height: 18 };

/** Several neighbourhoods as one, without doubles; relations whose end is not there are left out. */
export function joined(found: readonly Neighbourhood[]): Joined {
  const entities = new Map<string, Entity>();
  const relations = new Map<string, GraphRelation>();
  for (const one of found) {
    for (const { entity } of one.entities) entities.set(entity.id, entity);
    for (const relation of one.relations) relations.set(relation.id, relation);
  }
  return {
    entities: [...entities.values()],
    relations: [...relations.values()].filter(
      ({ subject_id, object_id }) => entities.has(subject_id) && entities.has(object_id),
    ),
    isCut: found.some(({ is_cut }) => is_cut),
  };
}

function linesOf(relations: readonly GraphRelation[]): Line[] {
  const lines = new Map<string, Line>();
  for (const relation of relations) {
    const id = `${relation.subject_id}→${relation.object_id}`;
    const line = lines.get(id);
    if (line) line.relations.push(relation);
    else {
      const ends = { source: relation.subject_id, target: relation.object_id };
      lines.set(id, { id, ...ends, relations: [relation], points: [], label: { x: 0, y: 0 } });
    }
  }
  return [...lines.values()];
}

/** From so many lines on one side every second thing stands in a column behind. */
const MANY = 10;

/** Lines that leave or reach one thing, in the order of their kinds, so that like stands by like. */
function fan(lines: readonly Line[], focus: string, side: "source" | "target"): Line[] {
  return lines
    .filter((line) => line[side] === focus)
    .toSorted((a, b) => kindOf(a).localeCompare(kindOf(b)));
}

const kindOf = ({ relations: [first] }: Line): string => first?.kind ?? "";

/** The lines of some things decide where all stand; the others are only drawn where they are asked for. */
export function layOut({ entities, relations }: Joined, focus: readonly string[]): Picture {
  const graph = new Graph<object, typeof SIZE & Partial<Point>, object>();
  graph.setGraph({ rankdir: "LR", ranksep: 32, nodesep: 12, edgesep: 6, marginx: 24, marginy: 24 });
  for (const { id } of entities) graph.setNode(id, { ...SIZE });
  const lines = linesOf(relations).filter(
    ({ source, target }) => focus.includes(source) || focus.includes(target),
  );
  for (const one of focus) {
    for (const side of ["source", "target"] as const) {
      const own = fan(lines, one, side);
      for (const [index, { source, target }] of own.entries()) {
        const minlen = own.length > MANY ? 1 + (index % 2) : 1;
        if (!graph.hasEdge(source, target)) graph.setEdge(source, target, { ...LABEL, labelpos: "c", minlen });
      }
    }
  }
  place(graph);
  return read(graph, entities, lines);
}

function read(
  graph: Graph<object, typeof SIZE & Partial<Point>, object>,
  entities: readonly Entity[],
  lines: Line[],
): Picture {
  const placed = entities.map((entity): Placed => {
    const { x = 0, y = 0 } = graph.node(entity.id) ?? {};
    return { entity, ...SIZE, x: x - SIZE.width / 2, y: y - SIZE.height / 2 };
  });
  for (const line of lines) {
    const laid = (graph.edge(line.source, line.target) ?? {}) as Partial<Point> & { points?: Point[] };
    line.points = laid.points ?? [];
    line.label = { x: laid.x ?? 0, y: laid.y ?? 0 };
  }
  return {
    placed,
    lines,
    width: Math.max(0, ...placed.map(({ x, width }) => x + width)),
    height: Math.max(0, ...placed.map(({ y, height }) => y + height)),
  };
}

/** Lines of the chosen thing that the picture does not show else, straight from side to side. */
export function linesOfChosen(
  { relations }: Joined,
  { placed, lines }: Picture,
  chosen: string | null,
): Line[] {
  const drawn = new Set(lines.map(({ id }) => id));
  const at = new Map(placed.map((one) => [one.entity.id, one]));
  return linesOf(relations).flatMap((line) => {
    const [from, to] = [at.get(line.source), at.get(line.target)];
    if (drawn.has(line.id) || !from || !to) return [];
    if (line.source !== chosen && line.target !== chosen) return [];
    const points = [sideOf(from, to), sideOf(to, from)];
    const [start, end] = points as [Point, Point];
    const label = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
    return [{ ...line, points, label }];
  });
}

/** The middle of the side that looks at the other. */
function sideOf(one: Placed, other: Placed): Point {
  const isRight = other.x > one.x;
  return { x: one.x + (isRight ? one.width : 0), y: one.y + one.height / 2 };
}

/** A smooth line through the points. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x},${first.y}`;
  for (const [index, to] of rest.entries()) {
    const from = points[index] ?? first;
    const middle = (from.x + to.x) / 2;
    path += ` C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`;
  }
  return path;
}

export type Direction = "up" | "down" | "left" | "right";

export const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

const TURN: Record<Direction, Point> = {
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
};
/** How much worse a step aside is than one ahead. */
const ASIDE = 2.5;

/** The thing that lies nearest in a direction; null at the edge. */
export function nextTo(placed: readonly Placed[], from: string, direction: Direction): string | null {
  const here = placed.find(({ entity }) => entity.id === from);
  if (!here) return null;
  const { x, y } = TURN[direction];
  let best: { id: string; far: number } | null = null;
  for (const one of placed) {
    const ahead = (one.x - here.x) * x + (one.y - here.y) * y;
    const aside = Math.abs((one.x - here.x) * y) + Math.abs((one.y - here.y) * x);
    const far = ahead + aside * ASIDE;
    if (ahead > 1 && (best === null || far < best.far)) best = { id: one.entity.id, far };
  }
  return best?.id ?? null;
}
