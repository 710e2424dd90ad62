/** Sending an archive of packs, with how far it has come; a form of fetch that tells that is not there yet. */
import { type PackFault, Problem, type Release } from "@hearthline/api";

import { session } from "@/lib/api";
import { currentLocale } from "@/lib/locale";

export const MOST_BYTES = 20 * 1_024 * 1_024;
const ADDRESS = "/api/v1/bot/releases";

/** The archive is no sound one; every fault with its place. */
export class ArchiveRefused extends Problem {
  readonly faults: PackFault[];

  constructor(status: number, facts: { code: string; detail: string }, faults: PackFault[]) {
    super(status, facts);
    this.faults = faults;
  }
}

export function uploadRelease(
  file: File,
  note: string,
  onShare: (share: number) => void,
): Promise<Release> {
  const form = new FormData();
  form.set("file", file);
  form.set("note", note);
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
      const { status, response } = request;
      if (status === 201) resolve(response as Release);
      else reject(refusalOf(status, response));
    });
    request.send(form);
  });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export function refusalOf(status: number, body: unknown): Problem {
  if (status === 401) session.set((now) => ({ ...now, state: "expired" }));
  const facts = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const told = { code: textOf(facts["code"]), detail: textOf(facts["detail"]) };
  const errors: unknown = facts["errors"];
  if (!Array.isArray(errors)) return new Problem(status, told);
  return new ArchiveRefused(status, told, errors.flatMap((one) => faultOf(one)));
}

/** `file:line` and `what → mend`, as the server writes them. */
function faultOf(error: unknown): PackFault[] {
  if (typeof error !== "object" || error === null) return [];
  const { pointer, detail } = error as Record<string, unknown>;
  const [, file = "", line = "0"] = /^(.*?)(?::(\d+))?$/.exec(textOf(pointer)) ?? [];
  const [what = "", ...mend] = textOf(detail).split(" → ");
  return [{ file, line: Number(line), what, mend: mend.join(" → ") }];
}
