/** One socket kept alive: full-jitter back-off, a watchdog for one-way loss, resume by number. */
import type { ClientFrame, OtherFrame, ServerFrame } from "@hearthline/api";

import { backoffMs } from "./backoff";
import { readFrame } from "./frames";

export type LinkState = "connecting" | "live" | "waiting" | "stopped";

/** The part of WebSocket that the link uses. */
export interface Wire {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export interface LinkOptions {
  dial: () => Wire;
  hello: () => ClientFrame;
  onFrame: (frame: ServerFrame | OtherFrame) => void;
  onState: (state: LinkState) => void;
  /** Called when an attempt ends before it opened: the session may be over. */
  onRefused: () => void;
  random?: () => number;
  setTimer?: (deed: () => void, ms: number) => number;
  clearTimer?: (timer: number) => void;
}

export const SILENCE_MS = 45_000;
export const OPENING_MS = 15_000;

export class Link {
  private wire: Wire | null = null;
  private attempt = 0;
  private opened = false;
  private retryTimer: number | null = null;
  private silenceTimer: number | null = null;
  private state: LinkState = "stopped";
  private readonly options: Required<LinkOptions>;

  constructor(options: LinkOptions) {
    this.options = {
      random: Math.random,
      setTimer: (deed, ms) => Number(globalThis.setTimeout(deed, ms)),
      clearTimer: (timer) => globalThis.clearTimeout(timer),
      ...options,
    };
  }

  start(): void {
    if (this.state === "stopped") this.dial();
  }

  stop(): void {
    this.dropWire();
    this.clearRetry();
    this.become("stopped");
  }

  /** The network came back or the tab was opened again: do not sit out the wait. */
  hurry(): void {
    if (this.state !== "waiting") return;
    this.attempt = 0;
    this.clearRetry();
    this.dial();
  }

  /** The browser says that the network is gone: say so now, not when the silence is long. */
  cut(): void {
    if (this.state === "live") this.lose();
  }

  /** Sent if the socket is open; what must not be lost is in the next hello anyway. */
  send(frame: ClientFrame): void {
    if (this.state === "live") this.wire?.send(JSON.stringify(frame));
  }

  private dial(): void {
    this.become("connecting");
    this.opened = false;
    const wire = this.options.dial();
    this.wire = wire;
    this.watch(OPENING_MS);
    wire.onopen = () => this.wire === wire && this.greet(wire);
    wire.onmessage = (event) => this.wire === wire && this.hear(event.data);
    wire.onclose = () => this.wire === wire && this.lose();
  }

  private greet(wire: Wire): void {
    this.opened = true;
    this.watch(SILENCE_MS);
    wire.send(JSON.stringify(this.options.hello()));
    this.become("live");
  }

  private hear(data: unknown): void {
    this.attempt = 0;
    this.watch(SILENCE_MS);
    const frame = readFrame(data);
    if (frame) this.options.onFrame(frame);
  }

  private lose(): void {
    this.dropWire();
    if (!this.opened) this.options.onRefused();
    if (this.state === "stopped") return;
    this.become("waiting");
    const wait = backoffMs(this.attempt, this.options.random);
    this.attempt += 1;
    this.retryTimer = this.options.setTimer(() => this.dial(), wait);
  }

  private watch(ms: number): void {
    if (this.silenceTimer !== null) this.options.clearTimer(this.silenceTimer);
    this.silenceTimer = this.options.setTimer(() => this.lose(), ms);
  }

  private dropWire(): void {
    if (this.silenceTimer !== null) this.options.clearTimer(this.silenceTimer);
    this.silenceTimer = null;
    const wire = this.wire;
    this.wire = null;
    if (!wire) return;
    wire.onopen = wire.onmessage = wire.onclose = null;
    wire.close();
  }

  private clearRetry(): void {
    if (this.retryTimer !== null) this.options.clearTimer(this.retryTimer);
    this.retryTimer = null;
  }

  private become(state: LinkState): void {
    if (state === this.state) return;
    this.state = state;
    this.options.onState(state);
  }
}
