/** Places in a room that the app fills with another feature's part. */
import type { ConversationId, CustomerId, Row } from "@hearthline/api";
import { type ComponentType, createContext } from "react";

export interface SlotParts {
  /** What is offered to me, on top of the desk's list. */
  Offers: ComponentType<{ onTaken: (id: ConversationId) => void }>;
  /** The button that makes one available, while one is not. */
  GoAvailable: ComponentType;
  /** Takes a waiting conversation straight from the queue. */
  Take: ComponentType<{ row: Row }>;
  /** The one card that helps just now, on top of the context; its words go into the composer. */
  NowCard: ComponentType<{ conversationId: ConversationId; onText: (text: string) => void }>;
  /** The customer's facts from the business systems, tags and promises. */
  CustomerFacts: ComponentType<{ customerId: CustomerId; conversationId: ConversationId }>;
  /** What is known of the customer beside the name: living alone, on medical power. */
  CustomerTags: ComponentType<{ customerId: CustomerId }>;
  /** Notes a promise: of the words in the box, or (`seq`) of those that were said. */
  KeepPromise: ComponentType<{
    customerId: CustomerId;
    conversationId: ConversationId;
    text: string;
    seq: number | null;
  }>;
  /** My open promises, beside the calls I have to make. */
  MyPromises: ComponentType | null;
  /** Transfer, invite, hand back to the bot: the menu in the thread's head. */
  Handover: ComponentType<{ conversationId: ConversationId; row: Row }>;
  /** Finishing with a code and a note; replaces the desk's own dialog when it is there. */
  WrapUp: ComponentType<{ conversationId: ConversationId; row: Row; onDone: () => void }> | null;
  /** The button, and the drawer behind it, that files a work order. */
  NewTicket: ComponentType<{ conversationId: ConversationId; customerId: CustomerId | null }>;
  /** Incidents that are open now, above the list. */
  IncidentStrip: ComponentType;
  /** Several deeds in one, beside the canned answers. */
  Macros: ComponentType<{ conversationId: ConversationId; onText: (text: string) => void }>;
  /** Says that storm mode is on, over the whole desk. */
  StormBanner: ComponentType;
}

const Nothing = (): null => null;

export const EMPTY_SLOTS: SlotParts = {
  Offers: Nothing,
  GoAvailable: Nothing,
  Take: Nothing,
  NowCard: Nothing,
  CustomerFacts: Nothing,
  CustomerTags: Nothing,
  KeepPromise: Nothing,
  MyPromises: null,
  Handover: Nothing,
  WrapUp: null,
  NewTicket: Nothing,
  IncidentStrip: Nothing,
  Macros: Nothing,
  StormBanner: Nothing,
};

export const Slots = createContext<SlotParts>(EMPTY_SLOTS);
