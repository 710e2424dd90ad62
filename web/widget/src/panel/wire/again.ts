import { fullJitter } from "./backoff";

const LIMITS = { baseMs: 2_000, capMs: 60_000 };

/** Tries a thing again by itself until it is told that it succeeded. */
export class Again {
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly task: () => void) {}

  failed(waitMs: number | null): void {
    clearTimeout(this.#timer);
    this.#failures += 1;
    this.#timer = setTimeout(this.task, waitMs ?? fullJitter(this.#failures, LIMITS));
  }

  succeeded(): void {
    clearTimeout(this.#timer);
    this.#failures = 0;
  }
}
