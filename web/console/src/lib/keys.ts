/** The names under which answers of the server are kept. */
import type { ConversationId, CustomerId, TicketId, View } from "@hearthline/api";

export const keys = {
  me: ["me"] as const,
  lists: ["desk", "list"] as const,
  list: (view: View, q: string) => ["desk", "list", view, q] as const,
  row: (id: ConversationId) => ["desk", "row", id] as const,
  handover: (id: ConversationId) => ["desk", "handover", id] as const,
  queues: ["desk", "queues"] as const,
  presence: ["desk", "presence"] as const,
  canned: ["desk", "canned"] as const,
  hands: (id: ConversationId) => ["desk", "hands", id] as const,
  targets: (id: ConversationId) => ["desk", "targets", id] as const,
  incoming: ["desk", "incoming"] as const,
  deskSettings: ["desk", "settings"] as const,
  wrapUps: ["desk", "wrap-ups"] as const,
  calls: (view: string) => ["desk", "calls", view] as const,
  callOf: (id: ConversationId) => ["desk", "call-of", id] as const,
  customer: (id: CustomerId) => ["customer", id] as const,
  tickets: (filter: object) => ["tickets", "list", filter] as const,
  ticket: (id: TicketId) => ["tickets", "one", id] as const,
  knowledge: (q: string) => ["knowledge", q] as const,
  staff: ["staff"] as const,
};
