import type { Alarm, QueueNow } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { clock, isLoud, levelTemper, share, temperOf, withUnit } from "./saying";

const queue = (longest_wait_s: number | null, target_s = 20): QueueNow =>
  ({ longest_wait_s, target_s }) as QueueNow;

const alarm = (more: Partial<Alarm>): Alarm =>
  ({ acknowledged_at: null, snoozed_until: null, ...more }) as Alarm;

describe("figures as they are said", () => {
  it("shows a dash where there is nothing to divide by", () => {
    expect([share(null), share(0), share(0.876)]).toEqual(["—", "0%", "88%"]);
  });

  it("reads lengths as a clock", () => {
    expect([clock(null), clock(0), clock(75), clock(3_661)]).toEqual(["—", "0:00", "1:15", "1:01:01"]);
  });

  it("says the unit of a bound", () => {
    expect(withUnit(180, "seconds", "zh-CN")).toBe("3 分");
    expect(withUnit(60, "percent", "zh-CN")).toBe("60%");
    expect(withUnit(10, "count", "zh-CN")).toBe("10");
  });
});

describe("how a line fares", () => {
  it("grows with the wait, by the line's own target", () => {
    expect([null, 59, 60, 180].map((wait) => temperOf(queue(wait)))).toEqual(["calm", "calm", "warm", "hot"]);
    expect(temperOf(queue(500, 300))).toBe("calm");
  });

  it("holds the level against what was promised", () => {
    expect([null, 0.8, 0.79, 0.5].map((level) => levelTemper(level, 0.8))).toEqual(["calm", "calm", "warm", "hot"]);
  });
});

describe("an alarm that calls", () => {
  const now = Date.parse("2026-11-21T02:00:00Z");

  it("is quiet once somebody has it, and while it is snoozed", () => {
    expect(isLoud(alarm({}), now)).toBe(true);
    expect(isLoud(alarm({ acknowledged_at: "2026-11-21T01:59:00Z" }), now)).toBe(false);
    expect(isLoud(alarm({ snoozed_until: "2026-11-21T02:01:00Z" }), now)).toBe(false);
    expect(isLoud(alarm({ snoozed_until: "2026-11-21T02:00:00Z" }), now)).toBe(true);
  });
});
