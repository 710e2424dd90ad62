/** Places in a room that the app fills with another feature's part. */
import type { ConversationId, Row } from "@hearthline/api";
import { type ComponentType, createContext } from "react";

export interface SlotParts {
  /** What is offered to me, on top of the desk's list. */
  Offers: ComponentType<{ onTaken: (id: ConversationId) => void }>;
  /** The button that makes one available, while one is not. */
  GoAvailable: ComponentType;
  /** Takes a waiting conversation straight from the queue. */
  Take: ComponentType<{ row: Row }>;
}

export const Slots = createContext<SlotParts>({
  Offers: () => null,
  GoAvailable: () => null,
  Take: () => null,
});
