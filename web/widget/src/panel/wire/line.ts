import { fullJitter } from "./backoff";
import { type Frame, readFrame } from "./messages";

/** `deaf`: reading by GET found what the socket had not brought; `failed`: GET failed too. */
export type Probe = "fine" | "deaf" | "failed" | "stop";
export type LineState = "off" | "connecting" | "live";

export interface LineOwner {
  address(): { url: string; protocol: string };
  frame(frame: Frame): void;
  lineState(state: LineState): void;
  /** Read by GET whatever is new. */
  probe(): Promise<Probe>;
}

const SILENCE_MS = 45_000;
const OPENING_MS = 10_000;
const BASE_MS = 1_000;
/** The first attempt after a cut comes soon, yet spread, as a restart cuts everybody at once. */
const FIRST_CAP_MS = 1_500;
/** Only a line that held this long was a good one; a flapping one keeps backing off. */
const STEADY_MS = 5_000;
const CAP_MS = 30_000;
/** Where GET works and sockets don't (some proxies), each attempt doubles as a poll. */
const POLL_CAP_MS = 8_000;

/**
 * The WebSocket with everything that can go wrong with it: cut, never opened, open but deaf.
 * Browsers don't show pings, so silence is settled by a GET and not taken for loss.
 */
export class Line {
  #socket: WebSocket | null = null;
  #wanted = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #state: LineState = "off";
  #checking = false;
  #highest = 0;
  #liveSince = Infinity;

  constructor(
    private readonly owner: LineOwner,
    private readonly make: (url: string, protocol: string) => WebSocket = (url, protocol) =>
      new WebSocket(url, [protocol]),
    private readonly random: () => number = Math.random,
  ) {}

  get state(): LineState {
    return this.#state;
  }

  /** The highest seq that came by socket since the line was started. */
  get highest(): number {
    return this.#highest;
  }

  start(): void {
    this.stop();
    this.#wanted = true;
    this.#attempt = 0;
    this.#highest = 0;
    this.#connect();
  }

  stop(): void {
    this.#wanted = false;
    this.#drop();
    this.#become("off");
  }

  /** Connect again at once: the network came back, the page woke up. */
  renew(): void {
    if (!this.#wanted) return;
    this.#attempt = 0;
    this.#drop();
    this.#connect();
  }

  send(frame: object): boolean {
    if (this.#socket === null || this.#socket.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Settle by GET whether the line still hears; a deaf one is replaced. */
  async check(): Promise<void> {
    if (this.#checking || !this.#wanted) return;
    this.#checking = true;
    const socket = this.#socket;
    const probe = await this.owner.probe().finally(() => (this.#checking = false));
    if (!this.#wanted || this.#socket !== socket) return;
    if (probe === "fine") this.#listen();
    else if (probe !== "stop") this.#retry(probe === "failed");
  }

  #connect(): void {
    if (!this.#wanted) return;
    this.#become("connecting");
    const { url, protocol } = this.owner.address();
    const socket = this.make(url, protocol);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lost(socket), OPENING_MS);
    socket.addEventListener("message", (event) => {
      if (this.#socket === socket) this.#heard(event.data);
    });
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #heard(raw: unknown): void {
    clearTimeout(this.#timer);
    if (this.#state !== "live") this.#liveSince = Date.now();
    this.#become("live");
    this.#listen();
    const frame = readFrame(raw);
    if (frame === null) return;
    if (frame.type === "message") this.#highest = Math.max(this.#highest, frame.message.seq);
    this.owner.frame(frame);
  }

  #listen(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => void this.check(), SILENCE_MS);
  }

  #lost(socket: WebSocket): void {
    if (this.#socket === socket) this.#retry(false);
  }

  #retry(failed: boolean): void {
    this.#drop();
    if (this.#state === "live" && Date.now() - this.#liveSince >= STEADY_MS) this.#attempt = 0;
    this.#become("connecting");
    const first = this.#attempt === 0 && !failed;
    this.#attempt += 1;
    this.#later(first ? FIRST_CAP_MS : CAP_MS);
  }

  #later(capMs: number): void {
    const wait = fullJitter(this.#attempt, { baseMs: BASE_MS, capMs }, this.random);
    this.#timer = setTimeout(() => void this.#again(), wait);
  }

  async #again(): Promise<void> {
    if (this.#attempt < 2) return this.#connect();
    const attempt = this.#attempt;
    const probe = await this.owner.probe();
    if (!this.#wanted || this.#socket !== null || attempt !== this.#attempt) return;
    if (probe === "stop") return;
    if (probe === "failed") {
      this.#attempt += 1;
      this.#later(CAP_MS);
      return;
    }
    this.#attempt = Math.min(this.#attempt, Math.log2(POLL_CAP_MS / BASE_MS));
    this.#connect();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #become(state: LineState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.owner.lineState(state);
  }
}
