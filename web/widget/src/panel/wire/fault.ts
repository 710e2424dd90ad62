/** Why a call did not succeed, as far as the person or the retry logic must tell cases apart. */
export type FaultKind =
  | "network"
  | "server"
  | "unauthorised"
  | "missing"
  | "closed"
  | "too_large"
  | "wrong_type"
  | "invalid"
  | "too_many";

const KIND_BY_STATUS: Readonly<Record<number, FaultKind>> = {
  400: "invalid",
  401: "unauthorised",
  404: "missing",
  409: "closed",
  413: "too_large",
  415: "wrong_type",
  422: "invalid",
  429: "too_many",
};

const DEFAULT_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

export class Fault extends Error {
  override readonly name = "Fault";

  constructor(
    readonly kind: FaultKind,
    /** How long the server asks to wait, when it does. */
    readonly waitMs: number | null = null,
  ) {
    super(kind);
  }

  /** Whether the same call may succeed later without the person changing anything. */
  get passes(): boolean {
    return this.kind === "network" || this.kind === "server" || this.kind === "too_many";
  }
}

export function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null || header.trim() === "") return DEFAULT_WAIT_MS;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - nowMs;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT_MS) : DEFAULT_WAIT_MS;
}

export function faultOf(status: number, retryAfter: string | null): Fault {
  const kind = KIND_BY_STATUS[status] ?? (status >= 500 || status === 408 ? "server" : "invalid");
  return new Fault(kind, kind === "too_many" ? retryAfterMs(retryAfter, Date.now()) : null);
}

export function asFault(thrown: unknown): Fault {
  return thrown instanceof Fault ? thrown : new Fault("network");
}
