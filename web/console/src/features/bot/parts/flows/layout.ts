/** Places of steps and ways on the chart: ranks from top to bottom, ways around the steps. */
import { Graph, layout as place } from "@dagrejs/dagre";
import type { FlowChart, FlowEdge, FlowNode } from "@hearthline/api";

export interface Point {
  x: number;
  y: number;
}

export interface Placed extends Point {
  node: FlowNode;
  width: number;
  height: number;
}

export interface Way {
  id: string;
  source: string;
  target: string;
  kind: FlowEdge["kind"];
  /** One text for each way that was taken together, in the order of the file. */
  texts: string[];
  points: Point[];
  label: Point | null;
}

export interface Layout {
  placed: Placed[];
  ways: Way[];
  width: number;
  height: number;
}

export const LONGEST_LABEL = 148;
const LABEL_HEIGHT = 18;
const WIDE = 12;
const NARROW = 7;
const PADDING = 12;

/** How much a way wants to be short and straight: what usually happens runs down the middle. */
const WEIGHTS: Record<FlowEdge["kind"], number> = {
  next: 20,
  condition: 6,
  else: 4,
  error: 1,
  missing: 1,
};

const SIZES: Partial<Record<FlowNode["kind"], { width: number; height: number }>> = {
  end: { width: 148, height: 36 },
  branch: { width: 148, height: 40 },
  set: { width: 148, height: 40 },
};
const USUAL = { width: 192, height: 56 };

export const sizeOf = (kind: FlowNode["kind"]) => SIZES[kind] ?? USUAL;

export function labelWidth(text: string): number {
  let width = PADDING;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? WIDE : NARROW;
  return Math.min(width, LONGEST_LABEL);
}

/** Ways with the same ends are one line: less to read, nothing lost. */
export function joined(edges: FlowEdge[], told: (words: FlowEdge["label"]) => string): Way[] {
  const found = new Map<string, Way>();
  for (const edge of edges) {
    const id = `${edge.source}→${edge.target}`;
    const text = told(edge.label);
    const way = found.get(id);
    if (!way) {
      const { source, target, kind } = edge;
      const texts = text === "" ? [] : [text];
      found.set(id, { id, source, target, kind, texts, points: [], label: null });
    } else {
      if (text !== "") way.texts.push(text);
      if (edge.kind === "next") way.kind = "next";
    }
  }
  return [...found.values()];
}

export const labelOf = ({ texts }: Way): string => texts.join(" · ");

export function layOut(chart: FlowChart, told: (words: FlowEdge["label"]) => string): Layout {
  const graph = new Graph<object, { width: number; height: number } & Partial<Point>, object>();
  graph.setGraph({ rankdir: "TB", ranksep: 28, nodesep: 20, edgesep: 12, marginx: 24, marginy: 24 });
  for (const { id, kind } of chart.nodes) graph.setNode(id, { ...sizeOf(kind) });
  const ways = joined(chart.edges, told).filter(
    ({ source, target }) => graph.hasNode(source) && graph.hasNode(target),
  );
  for (const way of ways) {
    const text = labelOf(way);
    const room = text === "" ? {} : { width: labelWidth(text), height: LABEL_HEIGHT, labelpos: "c" };
    graph.setEdge(way.source, way.target, { ...room, weight: WEIGHTS[way.kind] });
  }
  place(graph);
  return read(graph, chart, ways);
}

type Laid = { points?: Point[]; x?: number; y?: number };

function read(
  graph: Graph<object, { width: number; height: number } & Partial<Point>, object>,
  chart: FlowChart,
  ways: Way[],
): Layout {
  const placed = chart.nodes.map((node): Placed => {
    const { x = 0, y = 0 } = graph.node(node.id) ?? {};
    const { width, height } = sizeOf(node.kind);
    return { node, width, height, x: x - width / 2, y: y - height / 2 };
  });
  for (const way of ways) {
    const laid = (graph.edge(way.source, way.target) ?? {}) as Laid;
    way.points = laid.points ?? [];
    way.label =
      way.texts.length > 0 && laid.x !== undefined && laid.y !== undefined
        ? { x: laid.x, y: laid.y }
        : null;
  }
  return {
    placed,
    ways,
    width: Math.max(0, ...placed.map(({ x, width }) => x + width)),
    height: Math.max(0, ...placed.map(({ y, height }) => y + height)),
  };
}

const ROUND = 8;

/** A line through points whose corners are rounded. */
export function pathOf(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x},${first.y}`;
  for (const [index, corner] of rest.entries()) {
    const before = points[index] ?? corner;
    const after = rest[index + 1];
    if (!after) return `${path} L${corner.x},${corner.y}`;
    const [into, out] = [toward(corner, before), toward(corner, after)];
    path += ` L${into.x},${into.y} Q${corner.x},${corner.y} ${out.x},${out.y}`;
  }
  return path;
}

function toward(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return from;
  const share = Math.min(ROUND, length / 2) / length;
  return { x: round(from.x + dx * share), y: round(from.y + dy * share) };
}

const round = (n: number): number => Math.round(n * 10) / 10;
