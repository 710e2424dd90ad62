import type { ServerFrame } from "@hearthline/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { backoffMs } from "./backoff";
import { Link, type LinkState, SILENCE_MS, type Wire } from "./link";

class FakeWire implements Wire {
  sent: string[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
}

function aLink() {
  const wires: FakeWire[] = [];
  const states: LinkState[] = [];
  const frames: ServerFrame[] = [];
  const refused = vi.fn<() => void>();
  const link = new Link({
    dial: () => {
      const wire = new FakeWire();
      wires.push(wire);
      return wire;
    },
    hello: () => ({ type: "hello", cursors: {}, threads: { c1: wires.length } }),
    onFrame: (frame) => frames.push(frame as ServerFrame),
    onState: (state) => states.push(state),
    onRefused: refused,
    random: () => 0.5,
  });
  const last = (): FakeWire => {
    const wire = wires.at(-1);
    if (!wire) throw new Error("nothing dialled");
    return wire;
  };
  return { link, wires, states, frames, refused, last };
}

describe("the link", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("says at once that the network is gone, and comes back with it", () => {
    const { link, wires, last, states } = aLink();
    link.start();
    last().onopen?.();
    link.cut();
    expect(states.at(-1)).toBe("waiting");
    expect(wires[0]?.closed).toBe(true);
    link.hurry();
    last().onopen?.();
    expect(states.at(-1)).toBe("live");
  });

  it("says hello with its numbers each time that it comes back", () => {
    const { link, wires, last, states } = aLink();
    link.start();
    last().onopen?.();
    last().onclose?.();
    expect(states.at(-1)).toBe("waiting");
    vi.advanceTimersByTime(1_000);
    expect(wires).toHaveLength(2);
    last().onopen?.();
    expect(JSON.parse(last().sent[0] ?? "")).toMatchObject({ threads: { c1: 2 } });
    expect(states.at(-1)).toBe("live");
  });

  it("leaves a line that has been silent too long, even if it never closed", () => {
    const { link, wires, last } = aLink();
    link.start();
    last().onopen?.();
    vi.advanceTimersByTime(SILENCE_MS - 1);
    last().onmessage?.({ data: '{"type":"ping"}' });
    vi.advanceTimersByTime(SILENCE_MS - 1);
    expect(wires).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(wires[0]?.closed).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(wires.length).toBeGreaterThan(1);
  });

  it("hears nothing any more from a line that it left", () => {
    const { link, wires, frames, last } = aLink();
    link.start();
    last().onopen?.();
    const ear = last().onmessage;
    last().onclose?.();
    vi.advanceTimersByTime(60_000);
    ear?.({ data: '{"type":"ping"}' });
    expect(frames).toEqual([]);
    expect(wires[0]?.onmessage).toBeNull();
  });

  it("asks whether the session is over when an attempt is refused", () => {
    const { link, refused, last } = aLink();
    link.start();
    last().onclose?.();
    expect(refused).toHaveBeenCalledOnce();
  });

  it("does not sit out the wait when the network comes back", () => {
    const { link, wires, last } = aLink();
    link.start();
    last().onclose?.();
    link.hurry();
    expect(wires).toHaveLength(2);
  });

  it("drops what it cannot read", () => {
    const { link, frames, last } = aLink();
    link.start();
    last().onopen?.();
    for (const data of ["", "{", "[]", "null", '{"type":"row"}', '{"type":"typing"}', 7]) {
      last().onmessage?.({ data });
    }
    expect(frames).toEqual([]);
  });

  it("waits longer after each failure, never in step with others, never too long", () => {
    expect(backoffMs(0, () => 0)).toBeGreaterThan(0);
    expect(backoffMs(3, () => 0.9)).toBeGreaterThan(backoffMs(1, () => 0.9));
    expect(backoffMs(50, () => 1)).toBeLessThanOrEqual(20_250);
    expect(backoffMs(4, () => 0.1)).not.toBe(backoffMs(4, () => 0.2));
  });
});
