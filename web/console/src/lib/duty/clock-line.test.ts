import type { DutyClock } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { nextClock, readClock } from "./clock-line";

const NOON = Date.parse("2026-11-21T12:00:00Z");

function aClock(facts: Partial<DutyClock> = {}): DutyClock {
  return {
    clock: "C5",
    name: "到场",
    state: "running",
    started_at: "2026-11-21T10:00:00Z",
    due_at: "2026-11-21T14:00:00Z",
    stopped_at: null,
    left_s: null,
    warning: 0,
    ...facts,
  };
}

describe("a duty clock", () => {
  it("warns when four fifths of its time are gone, and counts what is over after", () => {
    expect(readClock(aClock(), NOON)).toEqual({ state: "running", leftS: 7_200 });
    expect(readClock(aClock({ due_at: "2026-11-21T12:10:00Z" }), NOON).state).toBe("soon");
    expect(readClock(aClock({ due_at: "2026-11-21T11:59:00Z" }), NOON)).toEqual({
      state: "missed",
      leftS: -60,
    });
  });

  it("shows no number once it stands still", () => {
    const stopped = aClock({ state: "met", stopped_at: "2026-11-21T11:00:00Z" });
    expect(readClock(stopped, NOON)).toEqual({ state: "met", leftS: null });
    expect(readClock(aClock({ state: "paused" }), NOON).leftS).toBeNull();
    expect(readClock(aClock({ state: "waiting", due_at: null }), NOON).leftS).toBeNull();
  });

  it("puts the one that runs out first before the others", () => {
    const late = aClock({ clock: "C6", due_at: "2026-11-22T10:00:00Z" });
    const met = aClock({ clock: "C2", state: "met", stopped_at: "2026-11-21T10:01:00Z" });
    expect(nextClock([late, met, aClock()])?.clock).toBe("C5");
    expect(nextClock([met])).toBeNull();
  });
});
