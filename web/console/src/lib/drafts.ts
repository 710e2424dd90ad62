/** What was typed and not sent yet, by conversation; it outlives the page. */
import type { ConversationId } from "@hearthline/api";

const PREFIX = "hearthline.draft.";

export const readDraft = (id: ConversationId): string => localStorage.getItem(PREFIX + id) ?? "";

export function keepDraft(id: ConversationId, text: string): void {
  if (text === "") localStorage.removeItem(PREFIX + id);
  else localStorage.setItem(PREFIX + id, text);
}
