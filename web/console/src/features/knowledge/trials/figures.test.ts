import type { TrialFigures, TrialRun } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { asAsked, USUAL } from "./eyes";
import { beforeOf, changeOf } from "./figures";

const figures = (facts: Partial<TrialFigures>): TrialFigures => ({
  cases: 10, hit_1: 0.8, hit_3: 0.9, wrong_direct: 0.1, out_of_scope: null, ...facts,
});
const run = (id: string, comparedWith: string | null): TrialRun => ({
  id, set_id: "s", edition: 1, figures: figures({}), misses: [], by: "p", at: "2026-11-26T08:00:00Z",
  verdict: { passes: true, against: [], compared_with: comparedWith },
});

describe("a figure beside the one before", () => {
  it("is better when more is right, and when less is told wrongly", () => {
    expect(changeOf("hit_1", figures({ hit_1: 0.9 }), figures({}))).toBe("better");
    expect(changeOf("hit_1", figures({ hit_1: 0.7 }), figures({}))).toBe("worse");
    expect(changeOf("wrong_direct", figures({ wrong_direct: 0.2 }), figures({}))).toBe("worse");
    expect(changeOf("wrong_direct", figures({ wrong_direct: 0 }), figures({}))).toBe("better");
    expect(changeOf("hit_3", figures({}), figures({}))).toBe("same");
  });

  it("is not compared with nothing", () => {
    expect(changeOf("hit_1", figures({}), undefined)).toBeNull();
    expect(changeOf("out_of_scope", figures({}), figures({ out_of_scope: 1 }))).toBeNull();
  });
});

describe("the run before", () => {
  it("is the one that the verdict names, else the next in the list", () => {
    const [third, second, first] = [run("3", "1"), run("2", null), run("1", null)] as const;
    const all = [third, second, first];
    expect(beforeOf(all, third)?.id).toBe("1");
    expect(beforeOf(all, second)?.id).toBe("1");
    expect(beforeOf(all, first)).toBeUndefined();
  });
});

describe("the eyes of a question", () => {
  it("are sent as the server takes them: no trade is any, no day is now", () => {
    expect(asAsked({ ...USUAL, region: " 城北 " })).toMatchObject({ region: "城北", domains: [], at: null });
    const asked = asAsked({ ...USUAL, domain: "heating", day: "2026-11-26" });
    expect(asked.domains).toEqual(["heating"]);
    expect(new Date(asked.at ?? "").getDate()).toBe(26);
  });
});
