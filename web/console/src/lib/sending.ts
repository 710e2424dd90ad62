/** Sending a form with a file in it, with how far it has come; a form of fetch that tells that is not there yet. */
import { Problem } from "@hearthline/api";

import { session } from "./api";
import { currentLocale } from "./locale";

/** The answer's body when its status is the one that is hoped for; else a Problem. */
export function sendForm<Body>(
  address: string,
  form: FormData,
  { hoped, onShare }: { hoped: number; onShare: (share: number) => void },
): Promise<Body> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.setRequestHeader("Accept-Language", currentLocale());
    request.setRequestHeader("X-CSRF-Token", session.get().csrf ?? "");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (total > 0) onShare(loaded / total);
    });
    request.addEventListener("error", () => reject(new Problem(0, { code: "network" })));
    request.addEventListener("load", () => {
      if (request.status === hoped) resolve(request.response as Body);
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
