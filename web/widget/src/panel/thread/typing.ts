import type { SenderKind } from "../wire/messages";

const SHOWN_MS = 8_000;
const REPEAT_MS = 3_000;
const IDLE_MS = 5_000;

/** Who is typing on the other side: forgotten by itself when no word comes any more. */
export class PeerTyping {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly show: (who: SenderKind | null) => void) {}

  heard(who: SenderKind, on: boolean, shownMs: number = SHOWN_MS): void {
    clearTimeout(this.#timer);
    this.show(on ? who : null);
    if (on) this.#timer = setTimeout(() => this.show(null), shownMs);
  }
}

/** Tells the other side that the customer types: now and then, and once when he stops. */
export class OwnTyping {
  #toldAt = -Infinity;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (on: boolean) => void) {}

  typed(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stopped(), IDLE_MS);
    if (Date.now() - this.#toldAt < REPEAT_MS) return;
    this.#toldAt = Date.now();
    this.tell(true);
  }

  stopped(): void {
    clearTimeout(this.#idle);
    if (this.#toldAt === -Infinity) return;
    this.#toldAt = -Infinity;
    this.tell(false);
  }
}
