/**
 * Whether Enter means "send". While an input method composes it means "take this word": most
 * browsers tell by isComposing, old ones by keyCode 229, and Safari fires compositionend *before*
 * the keydown of the very Enter that ended it, so an Enter that close after the end is its echo.
 */
const SAFARI_ECHO_MS = 80;

export interface EnterKey {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly timeStamp: number;
}

export class Composition {
  #active = false;
  #endedAt = -Infinity;

  started(): void {
    this.#active = true;
  }

  ended(timeStamp: number): void {
    this.#active = false;
    this.#endedAt = timeStamp;
  }

  sends(event: EnterKey): boolean {
    if (event.key !== "Enter" || event.shiftKey) return false;
    if (this.#active || event.isComposing || event.keyCode === 229) return false;
    return event.timeStamp - this.#endedAt >= SAFARI_ECHO_MS;
  }
}
