import type { Me, Permission, Presence } from "@hearthline/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import type { ReactElement } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { keys } from "@/lib/keys";
import { ME } from "@/lib/live/testing";
import { chooseLocale } from "@/lib/locale";
import { MeContext } from "@/lib/me";

import { LineLost } from "./line-lost";
import { Nothing } from "./list";

interface Looking {
  presence?: Partial<Presence>;
  permissions?: Permission[];
}

function look(
  part: ReactElement,
  { presence, permissions = ["desk.view", "desk.reply"] }: Looking,
): QueryClient {
  const tenant = { id: "t", slug: "demo", name: "热力" };
  const me: Me = {
    id: ME, name: "李静", username: "lijing", roles: [], permissions, tenant, csrf_token: "",
  };
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  if (presence) queries.setQueryData(keys.presence, presence);
  render(
    <QueryClientProvider client={queries}>
      <MeContext value={me}>{part}</MeContext>
    </QueryClientProvider>,
  );
  return queries;
}

describe("an empty list of mine", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });

  it("asks nobody to go online who is online", () => {
    look(<Nothing view="mine" q="" />, { presence: { state: "available" } });
    expect(screen.getByText("已在线，新会话会自动派来。")).toBeTruthy();
    expect(screen.queryByText(/切到“在线”/)).toBeNull();
  });

  it("says how to begin to one who is away", () => {
    look(<Nothing view="mine" q="" />, { presence: { state: "away" } });
    expect(screen.getByText(/切到“在线”/)).toBeTruthy();
  });

  it("speaks of the search where one is made", () => {
    look(<Nothing view="mine" q="张" />, { presence: { state: "available" } });
    expect(screen.getByText("没有找到")).toBeTruthy();
  });

  it("asks for no presence of one who may only read", () => {
    const queries = look(<Nothing view="mine" q="" />, { permissions: ["desk.view"] });
    expect(queries.getQueryState(keys.presence)?.fetchStatus).toBe("idle");
  });
});

describe("a line that was cut for long", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(cleanup);

  it("is told with the way back", () => {
    look(<LineLost />, { presence: { state: "offline", is_line_lost: true } });
    expect(screen.getByRole("alert").textContent).toContain("您已转为离线");
    expect(screen.getByRole("button", { name: "恢复在线" })).toBeTruthy();
  });

  it("is not told to one who went offline himself", () => {
    look(<LineLost />, { presence: { state: "offline", is_line_lost: false } });
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
