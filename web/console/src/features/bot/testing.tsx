/** Flows, runs and releases for tests, and a page to show parts in. */
import type {
  FlowChart,
  FlowEdge,
  FlowNode,
  FlowRow,
  Me,
  Permission,
  PlayedTest,
  Release,
  Run,
  Tried,
} from "@hearthline/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App, ConfigProvider } from "antd";
import type { ReactNode } from "react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";

import { MeContext } from "@/lib/me";

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

const me = (permissions: Permission[]): Me => ({
  id: "1", name: "孙悦", username: "sunyue", roles: ["editor"], permissions,
  tenant: { id: "t", slug: "demo", name: "热力" }, csrf_token: "c",
});

function Where() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

/** Shows a part as a page does; `known` is what the server has said before. */
export function show(
  part: ReactNode,
  { permissions = ["bot.view", "bot.manage"], at = "/bot", known = [] }: {
    permissions?: Permission[];
    at?: string;
    known?: [readonly unknown[], unknown][];
  } = {},
) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  for (const [key, data] of known) queries.setQueryData(key, data);
  const page = render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={queries}>
          <MeContext value={me(permissions)}>
            <MemoryRouter initialEntries={[at]}>
              <Routes>
                <Route path="*" element={part} />
              </Routes>
              <Where />
            </MemoryRouter>
          </MeContext>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
  return { page, queries };
}

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** A server that answers by method and path, and keeps what it was asked. */
export function serve(answers: Record<string, unknown>): { asked: Asked[]; fetch: typeof fetch } {
  const asked: Asked[] = [];
  return {
    asked,
    fetch: async (input) => {
      const request = input as Request;
      const { pathname: path } = new URL(request.url);
      const typed = await request.text();
      asked.push({ method: request.method, path, body: typed === "" ? null : JSON.parse(typed) });
      const answer = answers[`${request.method} ${path}`];
      if (answer instanceof Response) return answer.clone();
      if (answer === undefined) return new Response(JSON.stringify({ code: "nothing" }), { status: 404 });
      return Response.json(answer);
    },
  };
}
