/** A storage that may be blocked or full: then it keeps things for as long as the page lives. */
export class Shelf {
  readonly #memory = new Map<string, string>();

  constructor(private readonly storage: () => Storage) {}

  get(key: string): string | null {
    const held = this.#memory.get(key);
    if (held !== undefined) return held;
    try {
      return this.storage().getItem(key);
    } catch {
      return null;
    }
  }

  set(key: string, value: string): void {
    try {
      this.storage().setItem(key, value);
      this.#memory.delete(key);
    } catch {
      this.#memory.set(key, value);
    }
  }

  remove(key: string): void {
    this.#memory.delete(key);
    try {
      this.storage().removeItem(key);
    } catch {
      // Nothing was stored where storing is blocked.
    }
  }

  getJson(key: string): unknown {
    const text = this.get(key);
    if (text === null) return null;
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }
}

export const lasting = new Shelf(() => window.localStorage);
export const thisTab = new Shelf(() => window.sessionStorage);
