import type { ChatState, RatingGiven, Store } from "./store";
import type { CustomerApi } from "./wire/customer-api";
import { asFault } from "./wire/fault";

/** What the person does with the conversation as a whole; what fails is told above the thread. */
export class Deeds {
  constructor(
    private readonly api: CustomerApi,
    private readonly store: Store<ChatState>,
    /** Reads what came of it. */
    private readonly catchUp: () => Promise<unknown>,
  ) {}

  async handOff(reason: string): Promise<void> {
    this.store.set({ isHandingOff: true });
    await this.#deed(() => this.api.handOff(reason));
  }

  close(): Promise<boolean> {
    return this.#deed(() => this.api.close());
  }

  async rate(rating: RatingGiven): Promise<void> {
    if (await this.#deed(() => this.api.rate(rating))) this.store.set({ rating });
  }

  async #deed(call: () => Promise<void>): Promise<boolean> {
    this.store.set({ trouble: null });
    try {
      await call();
      await this.catchUp().catch(() => 0);
      return true;
    } catch (thrown) {
      this.store.set({ trouble: asFault(thrown).kind });
      return false;
    } finally {
      this.store.set({ isHandingOff: false });
    }
  }
}
