import { beforeEach, describe, expect, it } from "vitest";

import { changesTo, savedFilters, saveFilters, searchOf, sheetAddress, wantedAt } from "./wanted";

const at = (search: Record<string, string>) => ({ at: (name: string) => search[name] ?? null });

describe("what is looked at", () => {
  beforeEach(() => localStorage.clear());

  it("is the open ones, overdue first, unless the address says otherwise", () => {
    expect(wantedAt(at({}), "me")).toEqual({ status: "open", sort: "deadline" });
    expect(wantedAt(at({ view: "mine", sort: "newest", team: "t1" }), "me")).toEqual({
      status: "open",
      worker_id: "me",
      team_id: "t1",
      sort: "newest",
    });
    expect(wantedAt(at({ view: "nonsense" }), "me").status).toBe("open");
  });

  it("looks for words from two letters on", () => {
    expect(wantedAt(at({ q: "漏" }), "me").q).toBeUndefined();
    expect(wantedAt(at({ q: " 漏水 " }), "me").q).toBe("漏水");
  });

  it("comes back from a saved filter, and nothing else stays", () => {
    const search = searchOf(at({ view: "overdue", priority: "P0" }));
    expect(saveFilters([{ name: "急", search }])).toHaveLength(1);
    expect(changesTo(savedFilters()[0]?.search ?? {})).toMatchObject({
      view: "overdue",
      priority: "P0",
      q: null,
      team: null,
    });
  });

  it("does without what was kept badly", () => {
    localStorage.setItem("hearthline.ticket-filters", "{");
    expect(savedFilters()).toEqual([]);
  });

  it("can be had as a sheet", () => {
    expect(sheetAddress({ status: "open", q: "幸福", sort: "newest" })).toBe(
      "/api/v1/tickets/export.csv?status=open&q=%E5%B9%B8%E7%A6%8F&sort=newest",
    );
  });
});
