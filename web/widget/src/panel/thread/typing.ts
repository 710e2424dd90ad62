import type { SenderKind } from "../wire/messages";

const SHOWN_MS = 8_000;
const REPEAT_MS = 3_000;
const PREVIEW_MS = 1_200;
const IDLE_MS = 5_000;
/** More than this is not shown before it is sent. */
const LONGEST_PREVIEW = 500;

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

  constructor(private readonly tell: (on: boolean, preview?: string) => void) {}

  /** `words` only where the channel shows them before they are sent, and says so. */
  typed(words?: string): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.stopped(), IDLE_MS);
    const every = words === undefined ? REPEAT_MS : PREVIEW_MS;
    if (Date.now() - this.#toldAt < every) return;
    this.#toldAt = Date.now();
    if (words === undefined) this.tell(true);
    else this.tell(true, words.slice(0, LONGEST_PREVIEW));
  }

  stopped(): void {
    clearTimeout(this.#idle);
    if (this.#toldAt === -Infinity) return;
    this.#toldAt = -Infinity;
    this.tell(false);
  }
}
