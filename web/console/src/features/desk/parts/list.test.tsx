import type { Me, Permission, PresenceState } from "@hearthline/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { keys } from "@/lib/keys";
import { ME } from "@/lib/live/testing";
import { chooseLocale } from "@/lib/locale";
import { MeContext } from "@/lib/me";

import { Nothing } from "./list";

interface Looking {
  state?: PresenceState;
  q?: string;
  permissions?: Permission[];
}

function look({ state, q = "", permissions = ["desk.view", "desk.reply"] }: Looking) {
  const tenant = { id: "t", slug: "demo", name: "热力" };
  const me: Me = {
    id: ME, name: "李静", username: "lijing", roles: [], permissions, tenant, csrf_token: "",
  };
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  if (state) queries.setQueryData(keys.presence, { state });
  render(
    <QueryClientProvider client={queries}>
      <MeContext value={me}>
        <Nothing view="mine" q={q} />
      </MeContext>
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
    look({ state: "available" });
    expect(screen.getByText("已在线，新会话会自动派来。")).toBeTruthy();
    expect(screen.queryByText(/切到“在线”/)).toBeNull();
  });

  it("says how to begin to one who is away", () => {
    look({ state: "away" });
    expect(screen.getByText(/切到“在线”/)).toBeTruthy();
  });

  it("speaks of the search where one is made", () => {
    look({ state: "available", q: "张" });
    expect(screen.getByText("没有找到")).toBeTruthy();
  });

  it("asks for no presence of one who may only read", () => {
    const queries = look({ permissions: ["desk.view"] });
    expect(queries.getQueryState(keys.presence)?.fetchStatus).toBe("idle");
  });
});
