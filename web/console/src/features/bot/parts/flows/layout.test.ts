import type { FlowChart, FlowEdge, FlowNode } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { aChart, aNode, anEdge } from "../../testing";
import { joined, labelOf, labelWidth, layOut, LONGEST_LABEL, pathOf } from "./layout";
import { stepTo } from "./walk";

const told = ({ zh }: FlowEdge["label"]): string => zh;
const ids = (chart: FlowChart) => chart.nodes.map(({ id }) => id);

/** ask → check → (fits: say, else: person) → end; the check fails to the person too. */
function branched(): FlowChart {
  const nodes: FlowNode[] = [
    aNode("ask", "collect"),
    aNode("check", "call"),
    aNode("which", "branch"),
    aNode("say", "say"),
    aNode("person", "handoff"),
    aNode("done", "end"),
  ];
  return aChart(nodes, [
    anEdge("ask", "check"),
    anEdge("check", "which"),
    anEdge("check", "person", "error", "系统没有回应"),
    anEdge("which", "say", "condition", "fits"),
    anEdge("which", "person", "else", "否则"),
    anEdge("say", "done"),
  ]);
}

describe("the layout of a flow", () => {
  it("places every step, none upon another", () => {
    const chart = branched();
    const { placed } = layOut(chart, told);
    expect(placed.map(({ node }) => node.id)).toEqual(ids(chart));
    for (const [index, one] of placed.entries()) {
      for (const other of placed.slice(index + 1)) {
        const isApart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(isApart, `${one.node.id} and ${other.node.id}`).toBe(true);
      }
    }
  });

  it("goes down from the first step", () => {
    const { placed } = layOut(branched(), told);
    const y = Object.fromEntries(placed.map((one) => [one.node.id, one.y]));
    expect(y["ask"]).toBeLessThan(y["check"] ?? 0);
    expect(y["check"]).toBeLessThan(y["which"] ?? 0);
    expect(y["say"]).toBeLessThan(y["done"] ?? 0);
  });

  it("draws ways with the same ends as one line that says both", () => {
    const ways = joined(
      [
        anEdge("a", "b", "error", "未受理"),
        anEdge("a", "b", "error", "已过期"),
        anEdge("a", "c"),
      ],
      told,
    );
    expect(ways.map(labelOf)).toEqual(["未受理 · 已过期", ""]);
  });

  it("leaves out a way to a step that is not there, and keeps a way back", () => {
    const chart = aChart(
      [aNode("a", "collect"), aNode("b", "set")],
      [anEdge("a", "b"), anEdge("b", "a"), anEdge("b", "gone")],
    );
    const { ways } = layOut(chart, told);
    expect(ways.map(({ id }) => id)).toEqual(["a→b", "b→a"]);
    expect(ways.every(({ points }) => points.length >= 2)).toBe(true);
  });

  it("gives labels room by their letters, up to a limit", () => {
    expect(labelWidth("否则")).toBeGreaterThan(labelWidth("ab"));
    expect(labelWidth("x".repeat(200))).toBe(LONGEST_LABEL);
  });

  it("rounds the corners of a line and keeps its ends", () => {
    const path = pathOf([
      { x: 0, y: 0 },
      { x: 0, y: 40 },
      { x: 60, y: 40 },
    ]);
    expect(path).toBe("M0,0 L0,32 Q0,40 8,40 L60,40");
  });
});

describe("walking with the arrows", () => {
  const layout = layOut(branched(), told);

  it("follows the ways down and up", () => {
    expect(stepTo(layout, "ask", "down")).toBe("check");
    expect(stepTo(layout, "check", "up")).toBe("ask");
    expect(stepTo(layout, "done", "up")).toBe("say");
  });

  it("stays where nothing lies further", () => {
    expect(stepTo(layout, "ask", "up")).toBeNull();
    expect(stepTo(layout, "done", "down")).toBeNull();
    expect(stepTo(layout, "nowhere", "down")).toBeNull();
  });

  it("goes beside within the rank", () => {
    const said = layout.placed.find(({ node }) => node.id === "say");
    const person = layout.placed.find(({ node }) => node.id === "person");
    const isLeft = (said?.x ?? 0) < (person?.x ?? 0);
    expect(stepTo(layout, "say", isLeft ? "right" : "left")).toBe("person");
    expect(stepTo(layout, "say", isLeft ? "left" : "right")).toBeNull();
  });
});
