/** The calls of the field page; each failure is a `Trouble`, and nothing is taken for an answer that is none. */
import type {
  FieldDeed,
  FieldSynced,
  FieldTask,
  FieldTaskPage,
  TicketId,
} from "@hearthline/api/field";

import { Trouble, troubleOf } from "../lib/problem";
import type { RecordEntry } from "./entry";
import type { Person } from "./shelf";

const CALL_MS = 20_000;
const PICTURE_MS = 120_000;
const MOST_PAGES = 8;

export interface Server {
  logIn(claim: { tenant: string; username: string; password: string }): Promise<Person>;
  logOut(): Promise<void>;
  me(): Promise<Person>;
  tasks(): Promise<{ tasks: FieldTask[]; serverTime: string }>;
  sync(sentAt: string, deeds: readonly FieldDeed[]): Promise<FieldSynced>;
  record(entry: RecordEntry, sentAt: string): Promise<void>;
  call(ticketId: TicketId): Promise<string>;
}

function csrfCookie(): string {
  return /(?:^|;\s*)hearthline_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

const fields = (body: unknown): Record<string, unknown> =>
  typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};

/** A hotel's Wi-Fi answers every call with its own page: that is no answer. */
function noAnswer(): Trouble {
  return new Trouble("passing", "no_answer", "");
}

export class HttpServer implements Server {
  constructor(private readonly locale: () => string) {}

  async logIn(claim: { tenant: string; username: string; password: string }): Promise<Person> {
    const { tenant, ...rest } = claim;
    const body = tenant === "" ? rest : { tenant, ...rest };
    return this.#person(await this.#call("POST", "/staff/login", { json: body }));
  }

  async logOut(): Promise<void> {
    await this.#call("POST", "/staff/logout");
  }

  async me(): Promise<Person> {
    return this.#person(await this.#call("GET", "/staff/me"));
  }

  async tasks(): Promise<{ tasks: FieldTask[]; serverTime: string }> {
    const tasks: FieldTask[] = [];
    let cursor: string | null = null;
    let serverTime = "";
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query: string = cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`;
      const told = (await this.#call("GET", `/field/tasks${query}`)) as FieldTaskPage;
      if (!Array.isArray(fields(told)["items"])) throw noAnswer();
      tasks.push(...told.items);
      serverTime = told.server_time;
      cursor = told.next_cursor;
      if (cursor === null) break;
    }
    return { tasks, serverTime };
  }

  async sync(sentAt: string, deeds: readonly FieldDeed[]): Promise<FieldSynced> {
    const json = { sent_at: sentAt, actions: deeds };
    const told = (await this.#call("POST", "/field/sync", { json })) as FieldSynced;
    if (!Array.isArray(fields(told)["results"])) throw noAnswer();
    return told;
  }

  async record(entry: RecordEntry, sentAt: string): Promise<void> {
    const form = new FormData();
    const { kind, facts } = entry.record;
    const meta = { client_id: entry.clientId, kind, told_at: entry.at, sent_at: sentAt, place: entry.place, facts };
    form.append("meta", JSON.stringify(meta));
    if (entry.picture !== null) form.append("file", entry.picture, "picture");
    if (entry.exif !== null) form.append("exif", entry.exif, "exif");
    const told = await this.#call("POST", `/field/tasks/${entry.ticketId}/evidence`, { form });
    if (fields(told)["client_id"] !== entry.clientId) throw noAnswer();
  }

  async call(ticketId: TicketId): Promise<string> {
    const told = fields(await this.#call("POST", `/field/tasks/${ticketId}/call`));
    const phone = told["phone"];
    if (typeof phone !== "string") throw noAnswer();
    return phone;
  }

  #person(body: unknown): Person {
    const me = fields(body);
    const tenant = fields(me["tenant"]);
    if (typeof me["id"] !== "string") throw noAnswer();
    const rights = Array.isArray(me["permissions"]) ? me["permissions"] : [];
    if (!rights.includes("field.work")) throw new Trouble("refused", "field.not_a_worker", "");
    return {
      id: me["id"],
      name: String(me["name"]),
      username: String(me["username"]),
      tenant: String(tenant["slug"]),
    };
  }

  async #call(
    method: string,
    path: string,
    body: { json?: unknown; form?: FormData } = {},
  ): Promise<unknown> {
    const headers: Record<string, string> = { "Accept-Language": this.locale() };
    if (method !== "GET") headers["X-CSRF-Token"] = csrfCookie();
    if (body.json !== undefined) headers["Content-Type"] = "application/json";
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), body.form ? PICTURE_MS : CALL_MS);
    try {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers,
        body: body.form ?? (body.json === undefined ? null : JSON.stringify(body.json)),
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: limit.signal,
      });
      return await bodyOf(answer);
    } catch (thrown) {
      throw thrown instanceof Trouble ? thrown : new Trouble("passing", "network", "");
    } finally {
      clearTimeout(timer);
    }
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  if (answer.status === 204) return null;
  const text = await answer.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Somebody else's page: without words of ours it counts as no answer at all.
    if (answer.status !== 401 && answer.status !== 429) throw noAnswer();
  }
  if (answer.ok) return body;
  const trouble = troubleOf(answer.status, body, answer.headers.get("Retry-After"));
  const isOurs = typeof fields(body)["code"] === "string";
  throw trouble.kind === "refused" && !isOurs ? noAnswer() : trouble;
}
