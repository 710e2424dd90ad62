/** Sending a document, with how far it has come; a form of fetch that tells that is not there yet. */
import { type KnowledgeImport, Problem } from "@hearthline/api";

import { session } from "@/lib/api";
import { currentLocale } from "@/lib/locale";

export const MOST_BYTES = 50 * 1_024 * 1_024;
const ADDRESS = "/api/v1/knowledge/imports";

export function sendFile(
  file: File,
  domain: string,
  onShare: (share: number) => void,
): Promise<KnowledgeImport> {
  const form = new FormData();
  form.set("file", file);
  form.set("domain", domain);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", ADDRESS);
    request.responseType = "json";
    request.setRequestHeader("Accept-Language", currentLocale());
    request.setRequestHeader("X-CSRF-Token", session.get().csrf ?? "");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (total > 0) onShare(loaded / total);
    });
    request.addEventListener("error", () => reject(new Problem(0, { code: "network" })));
    request.addEventListener("load", () => {
      if (request.status === 202) resolve(request.response as KnowledgeImport);
      else reject(refusalOf(request.status, request.response));
    });
    request.send(form);
  });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function refusalOf(status: number, body: unknown): Problem {
  if (status === 401) session.set((now) => ({ ...now, state: "expired" }));
  const facts = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  return new Problem(status, { code: textOf(facts["code"]), detail: textOf(facts["detail"]) });
}
