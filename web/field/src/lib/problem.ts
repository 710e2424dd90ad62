/** Why a call did not succeed, as far as the queue and the person must tell cases apart. */
export type TroubleKind =
  /** Nothing reached the server, or it is not well: the same call may be sent again. */
  | "passing"
  /** The log-in is over. */
  | "signed_out"
  /** Too often; `waitMs` says how long to wait. */
  | "too_many"
  /** The server will not take it, however often it is sent. */
  | "refused";

export class Trouble extends Error {
  override readonly name = "Trouble";

  constructor(
    readonly kind: TroubleKind,
    readonly code: string,
    /** The server's own words; empty when nothing was said. */
    readonly told: string,
    readonly waitMs: number | null = null,
  ) {
    super(code);
  }
}

const DEFAULT_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

function waitOf(header: string | null): number {
  const seconds = Number(header ?? "");
  if (header === null || !Number.isFinite(seconds)) return DEFAULT_WAIT_MS;
  return Math.min(Math.max(seconds * 1_000, 0), LONGEST_WAIT_MS);
}

const said = (value: unknown): string => (typeof value === "string" ? value : "");

/** The refusal of an answer; its body is a problem document, or anything at all. */
export function troubleOf(status: number, body: unknown, retryAfter: string | null): Trouble {
  const facts = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const code = said(facts["code"]) || `http.${status}`;
  const told = said(facts["detail"]) || said(facts["title"]);
  if (status === 401) return new Trouble("signed_out", code, told);
  if (status === 429) return new Trouble("too_many", code, told, waitOf(retryAfter));
  if (status >= 500 || status === 408) return new Trouble("passing", code, told);
  return new Trouble("refused", code, told);
}

export const asTrouble = (thrown: unknown): Trouble =>
  thrown instanceof Trouble ? thrown : new Trouble("passing", "network", "");
