/** One client for the staff API: CSRF, language, and refusals as `Problem`. */
import createClient from "openapi-fetch";

import type { paths } from "./schema";
import { Problem, problemOf } from "./problem";

export interface ClientOptions {
  locale: () => string;
  csrf: () => string | null;
  onUnauthenticated: () => void;
}

export type StaffApi = ReturnType<typeof createClient<paths>>;

const SAFE = new Set(["GET", "HEAD"]);
const NO_SESSION_NEEDED = /\/staff\/(login|me)$/;

export function createStaffApi(options: ClientOptions): StaffApi {
  const api = createClient<paths>({
    baseUrl: globalThis.location?.origin ?? "",
    credentials: "same-origin",
    fetch: (request) => globalThis.fetch(request),
  });
  api.use({
    onRequest({ request }) {
      request.headers.set("Accept-Language", options.locale());
      const csrf = options.csrf();
      if (!SAFE.has(request.method) && csrf) request.headers.set("X-CSRF-Token", csrf);
      return request;
    },
    onResponse({ response, request }) {
      const path = new URL(request.url).pathname;
      if (response.status === 401 && !NO_SESSION_NEEDED.test(path)) options.onUnauthenticated();
    },
    onError() {
      return new Problem(0, { code: "network" });
    },
  });
  return api;
}

/** The body of an answer with its ids branded, or its refusal thrown as a `Problem`. */
export async function taken<T>(
  call: Promise<{ data?: unknown; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}
