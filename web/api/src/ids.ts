/** Branded ids: a customer's id cannot be passed where a conversation's is wanted. */
declare const brand: unique symbol;
export type Id<Of extends string> = string & { readonly [brand]?: Of };

export type ConversationId = Id<"conversation">;
export type CustomerId = Id<"customer">;
export type StaffId = Id<"staff">;
export type StreamId = Id<"stream">;
export type QueueId = Id<"queue">;
export type TicketId = Id<"ticket">;
export type CannedId = Id<"canned">;
