import { describe, expect, it } from "vitest";

import { filterOf, isSought, queryOf } from "./filter";

const of = (names: Record<string, string>) => filterOf((name) => names[name] ?? null);
const TODAY = new Date(2026, 10, 21, 9);

describe("which items are wanted", () => {
  it("is nothing in particular when the address is bare", () => {
    expect(isSought(of({}))).toBe(false);
    expect(queryOf(of({}), TODAY)).toEqual({});
  });

  it("leaves out what the address names and nobody knows", () => {
    expect(queryOf(of({ kind: "poem", state: "lost", due: "never" }), TODAY)).toEqual({});
  });

  it("asks by kind, state, place and tags together", () => {
    const wanted = of({ q: "停", kind: "policy", state: "published", place: "供热/报停", tag: "冬季,热点" });
    expect(queryOf(wanted, TODAY)).toEqual({
      q: "停", kind: "policy", state: "published", catalogue: "供热/报停", tag: ["冬季", "热点"],
    });
  });

  it("asks for items without a place by an empty one", () => {
    expect(queryOf(of({ place: "-" }), TODAY)).toEqual({ catalogue: "" });
  });

  it("counts what comes due from today, where the person is", () => {
    expect(queryOf(of({ due: "review" }), TODAY)).toEqual({ review_before: "2026-11-21" });
    const { ends_before: end } = queryOf(of({ due: "ending" }), TODAY);
    expect(new Date(end ?? "").getTime() - TODAY.getTime()).toBeGreaterThan(30 * 86_400_000);
  });
});
