/** What was typed and not sent yet, by conversation: at once in this browser, soon on the server. */
import type { ConversationId } from "@hearthline/api";

const PREFIX = "hearthline.draft.";

export const readDraft = (id: ConversationId): string => localStorage.getItem(PREFIX + id) ?? "";

export function keepDraft(id: ConversationId, text: string): void {
  if (text === "") localStorage.removeItem(PREFIX + id);
  else localStorage.setItem(PREFIX + id, text);
}
