/** A page to show parts in, and a server that answers, for tests. */
import type { Me, Permission } from "@hearthline/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App, ConfigProvider } from "antd";
import type { ReactNode } from "react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";

import { MeContext } from "./me";

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
