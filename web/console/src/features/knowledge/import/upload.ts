/** Sending a document to be read, with how far it has come. */
import type { KnowledgeImport } from "@hearthline/api";

import { sendForm } from "@/lib/sending";

export const MOST_BYTES = 50 * 1_024 * 1_024;

export function sendFile(
  file: File,
  domain: string,
  onShare: (share: number) => void,
): Promise<KnowledgeImport> {
  const form = new FormData();
  form.set("file", file);
  form.set("domain", domain);
  return sendForm("/api/v1/knowledge/imports", form, { hoped: 202, onShare });
}
