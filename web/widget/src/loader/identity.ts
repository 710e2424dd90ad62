import type { IdentitySource } from "../bridge";

export type IdentityGiver = string | null | (() => Promise<string | null> | string | null);

const EARLY_SECONDS = 30;

/** Seconds since 1970 at which a JWT ends, or null when it can't be read. */
export function expiryOf(jwt: string): number | null {
  try {
    const body = (jwt.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const claims: unknown = JSON.parse(atob(body));
    if (typeof claims !== "object" || claims === null || !("exp" in claims)) return null;
    return typeof claims.exp === "number" ? claims.exp : null;
  } catch {
    return null;
  }
}

function isSpent(jwt: string): boolean {
  const expiry = expiryOf(jwt);
  return expiry !== null && expiry - EARLY_SECONDS < Date.now() / 1000;
}

function tokenIn(body: string): string | null {
  const text = body.trim();
  if (!text.startsWith("{")) return text === "" ? null : text;
  const parsed = JSON.parse(text) as Record<string, unknown>;
  const token = parsed["identity"] ?? parsed["token"] ?? null;
  return typeof token === "string" ? token : null;
}

/** The person's signed identity, from the tag, from the operator's address or from a callback. */
export class Identity implements IdentitySource {
  #giver: IdentityGiver;
  #held: string | null = null;

  constructor(
    token: string | null,
    private readonly url: string | null,
  ) {
    this.#giver = token;
  }

  replace(giver: IdentityGiver): void {
    this.#giver = giver;
    this.#held = null;
  }

  async token(fresh: boolean): Promise<string | null> {
    const isAskable = fresh && this.url !== null;
    if (typeof this.#giver === "string" && !isAskable && !isSpent(this.#giver)) return this.#giver;
    if (this.#held !== null && !fresh && !isSpent(this.#held)) return this.#held;
    this.#held = await this.#ask();
    return this.#held;
  }

  async #ask(): Promise<string | null> {
    if (typeof this.#giver === "function") return await this.#giver();
    if (this.url === null) return null;
    const answer = await fetch(this.url, { credentials: "include", cache: "no-store" });
    if (answer.status === 401 || answer.status === 204) return null;
    if (!answer.ok) throw new Error(`identity address answered ${answer.status}`);
    return tokenIn(await answer.text());
  }
}
