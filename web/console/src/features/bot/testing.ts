/** Flows, runs and releases for tests. */
import type {
  FlowChart,
  FlowEdge,
  FlowNode,
  FlowRow,
  PlayedTest,
  Release,
  Run,
  Tried,
} from "@hearthline/api";

const words = (zh: string) => ({ zh, en: zh });

export function aNode(id: string, kind: FlowNode["kind"], facts: Partial<FlowNode> = {}): FlowNode {
  return {
    id, kind, label: words(id), line: 1, words: [], operation: null, slot: null, flow: null,
    outcome: null, reason: null, details: [], ...facts,
  };
}

export function anEdge(
  source: string,
  target: string,
  kind: FlowEdge["kind"] = "next",
  label = "",
): FlowEdge {
  return { source, target, kind, label: words(label), condition: label };
}

export function aFlow(id: string, facts: Partial<FlowRow> = {}): FlowRow {
  return {
    domain: "heating", id, version: 1, name: words(id), triggers: [], slots: [], steps: 3,
    is_inner: false, is_hazard: false, interrupts: false, reverse: null, related: [],
    file: `heating/flows/${id}.yaml`, line: 1, ...facts,
  };
}

export function aChart(nodes: FlowNode[], edges: FlowEdge[]): FlowChart {
  return { flow: aFlow("flow"), release_id: "r", start: nodes[0]?.id ?? "", nodes, edges };
}

export function aRun(facts: Partial<Run> = {}): Run {
  return {
    id: "run", kind: "tests", release_id: "a".repeat(64), other_id: null, state: "done", total: 3,
    done: 3, passed: 3, failed: 0, trouble: null, by: { id: "1", name: "孙悦" },
    asked_at: "2026-11-21T08:00:00Z", began_at: null, ended_at: null, utterances: null, ...facts,
  };
}

export function aRelease(facts: Partial<Release> = {}): Release {
  const id = facts.id ?? "a".repeat(64);
  return {
    id, short: id.slice(0, 12), origin: "upload", state: "draft", is_stored: true, note: "",
    trades: [{ domain: "heating", name: "heating", version: "2.0", title: words("供热") }],
    faults: [], warnings: [], size_bytes: 1_000, files: 3, made_by: { id: "1", name: "孙悦" },
    made_at: "2026-11-21T08:00:00Z", activated_at: null, last_run: null, ...facts,
  };
}

export function aTest(number: number, facts: Partial<PlayedTest> = {}): PlayedTest {
  const file = `heating/tests/t${number}.yaml`;
  return { number, trade: "heating", file, line: 1, name: `测试${number}`, passed: true, turns: [], faults: [], ...facts };
}

export function aTried(facts: Partial<Tried> = {}): Tried {
  return {
    session: "s1",
    release_id: "r",
    replies: [{ text: "从什么时候开始的？", kind: "text", source: "response:ask_since", choices: [], citations: [] }],
    commands: [{ name: "Start", details: { flow: "report_cold", domain: "heating" } }],
    reading: {
      normal: "家里15度", in_scope: true, scope: 0.98, margin: 0.9, ambiguous: [], nearest: null, explained: null,
      ranked: [{ intent: "home_cold", name: words("整户不热"), domains: ["heating"], confidence: 0.97 }],
    },
    hits: [],
    slots: [{ type: "temp_c", text: "15度", start: 2, end: 5, value: "15.0", is_certain: true }],
    domain: { served: ["heating"], meant: "heating", decided: "heating" },
    emotion: "calm",
    hazard: null,
    vulnerable: [],
    stack: [],
    calls: [],
    handed_over: null,
    level: "L1",
    ...facts,
  };
}
