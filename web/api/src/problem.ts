export interface FieldError {
  pointer: string;
  detail: string;
}

/** Every refusal of the server as one error, told apart by its code. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly retryAfterS: number | null;
  /** What is to be mended, by field. */
  readonly errors: readonly FieldError[];

  constructor(
    status: number,
    facts: {
      code?: string;
      title?: string;
      detail?: string;
      retryAfterS?: number | null;
      errors?: readonly FieldError[];
    },
  ) {
    super(facts.title ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.code = facts.code ?? (status === 0 ? "network" : `http.${status}`);
    this.detail = facts.detail ?? facts.title ?? "";
    this.retryAfterS = facts.retryAfterS ?? null;
    this.errors = facts.errors ?? [];
  }

  /** Nothing reached the server, or it is not well: the same request may be sent again. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const isFieldError = (one: unknown): one is FieldError =>
  typeof one === "object" && one !== null && "pointer" in one && "detail" in one;

export function problemOf(response: Response, body: unknown): Problem {
  const facts = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const header = Number(response.headers.get("Retry-After"));
  const code = text(facts["code"]);
  const title = text(facts["title"]);
  const detail = text(facts["detail"]);
  return new Problem(response.status, {
    ...(code === undefined ? {} : { code }),
    ...(title === undefined ? {} : { title }),
    ...(detail === undefined ? {} : { detail }),
    errors: Array.isArray(facts["errors"]) ? facts["errors"].filter(isFieldError) : [],
    retryAfterS: Number.isFinite(header) && header > 0 ? header : null,
  });
}
