/** The smallest store that components can watch. */
import { useEffect, useState } from "preact/hooks";

export class Store<T extends object> {
  readonly #listeners = new Set<() => void>();

  constructor(private state: T) {}

  get now(): T {
    return this.state;
  }

  set(change: Partial<T>): void {
    this.state = { ...this.state, ...change };
    this.#listeners.forEach((listener) => listener());
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

export function useStore<T extends object>(store: Store<T>): T {
  const [state, setState] = useState(store.now);
  useEffect(() => {
    setState(store.now);
    return store.watch(() => setState(store.now));
  }, [store]);
  return state;
}
