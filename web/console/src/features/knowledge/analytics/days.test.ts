import { describe, expect, it } from "vitest";

import { daysOf } from "./parts/day-bars";
import { daysBefore } from "./period";
import { csvAddress } from "./queries";

describe("the days of a period", () => {
  it("are all there from the first to the last", () => {
    const slices = [{ key: "2026-11-25", values: { asked: 5, told: 3 } }];
    expect(daysOf(slices, "2026-11-24", "2026-11-26")).toEqual([
      { day: "2026-11-24", asked: 0, told: 0 },
      { day: "2026-11-25", asked: 5, told: 3 },
      { day: "2026-11-26", asked: 0, told: 0 },
    ]);
  });

  it("count today in", () => {
    expect(daysBefore("2026-03-01", 1)).toBe("2026-03-01");
    expect(daysBefore("2026-03-01", 7)).toBe("2026-02-23");
  });
});

describe("the address of a table", () => {
  it("asks for what is shown", () => {
    const asked = { since: "2026-11-01", until: "2026-11-26", channel: "web" };
    expect(csvAddress("day", asked)).toBe(
      "/api/v1/knowledge/analytics/export?section=day&since=2026-11-01&until=2026-11-26&channel=web",
    );
  });
});
