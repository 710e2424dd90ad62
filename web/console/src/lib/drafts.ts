/** What was typed and not sent yet, by conversation: at once in this browser, soon on the server. */
import type { ConversationId } from "@hearthline/api";

const PREFIX = "hearthline.draft.";
/** The version on the server that words stand on which the server does not have yet. */
const UNKEPT = "hearthline.unkept.";

export const readDraft = (id: ConversationId): string => localStorage.getItem(PREFIX + id) ?? "";

export function keepDraft(id: ConversationId, text: string): void {
  if (text === "") localStorage.removeItem(PREFIX + id);
  else localStorage.setItem(PREFIX + id, text);
}

/** Null once the server has the words. */
export function readUnkept(id: ConversationId): number | null {
  const base = localStorage.getItem(UNKEPT + id);
  return base === null ? null : Number(base);
}

export function markUnkept(id: ConversationId, base: number | null): void {
  if (base === null) localStorage.removeItem(UNKEPT + id);
  else localStorage.setItem(UNKEPT + id, String(base));
}

/** A reply that the server has not answered for yet. */
export interface Unsent {
  clientId: string;
  text: string;
  at: string;
}

const UNSENT = "hearthline.unsent.";

export const readUnsent = (id: ConversationId): Unsent[] =>
  JSON.parse(localStorage.getItem(UNSENT + id) ?? "[]") as Unsent[];

export function keepUnsent(id: ConversationId, replies: readonly Unsent[]): void {
  if (replies.length === 0) localStorage.removeItem(UNSENT + id);
  else localStorage.setItem(UNSENT + id, JSON.stringify(replies));
}
