import type { Locale } from "../../bridge";
import { safeHref } from "../thread/text";
import { Fault, faultOf } from "./fault";
import type { Message, Page, Saying, Session, Upload, Verdict } from "./messages";

const CALL_TIMEOUT_MS = 15_000;

export interface Opening {
  readonly identity: string | null;
  readonly visitor_id: string;
}

/** Every HTTP call of the customer API; each failure is a `Fault`. */
export class CustomerApi {
  #token = "";
  #conversation = "";

  constructor(
    private readonly base: string,
    private readonly locale: Locale,
  ) {}

  async openSession(channel: string, opening: Opening): Promise<Session> {
    const session = (await this.#call("POST", `/channels/${encodeURIComponent(channel)}/sessions`, {
      ...opening,
      locale: this.locale,
      page: { url: location.href.slice(0, 2_000), title: document.title.slice(0, 200) },
    })) as Session;
    this.#token = session.session_token;
    this.#conversation = session.conversation.id;
    return session;
  }

  async send(clientId: string, saying: Saying): Promise<Message> {
    const body = { client_id: clientId, ...saying };
    const answer = (await this.#call("POST", this.#path("/messages"), body)) as { message: Message };
    return answer.message;
  }

  async read(afterSeq: number, limit: number): Promise<Page> {
    const query = `/messages?after_seq=${Math.max(0, afterSeq)}&limit=${limit}`;
    return (await this.#call("GET", this.#path(query))) as Page;
  }

  async handOff(reason: string): Promise<void> {
    await this.#call("POST", this.#path("/handoff"), { reason });
  }

  async rate(rating: { score: number; solved: boolean | null; comment: string }): Promise<void> {
    await this.#call("POST", this.#path("/rating"), rating);
  }

  async judge(seq: number, verdict: Verdict): Promise<void> {
    await this.#call("POST", this.#path(`/messages/${seq}/feedback`), { verdict });
  }

  async close(): Promise<void> {
    await this.#call("POST", this.#path("/close"));
  }

  /** XMLHttpRequest, because fetch can't tell how far an upload is. */
  upload(file: File, progress: (ratio: number) => void, signal: AbortSignal): Promise<Upload> {
    const form = new FormData();
    form.append("file", file, file.name);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.base + this.#path("/uploads"));
      for (const [name, value] of Object.entries(this.#headers())) {
        request.setRequestHeader(name, value);
      }
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress(event.loaded / event.total);
      });
      request.addEventListener("load", () => {
        if (request.status === 201) resolve(request.response as Upload);
        else reject(faultOf(request.status, request.getResponseHeader("Retry-After")));
      });
      for (const event of ["error", "abort", "timeout"]) {
        request.addEventListener(event, () => reject(new Fault("network")));
      }
      signal.addEventListener("abort", () => request.abort());
      request.send(form);
    });
  }

  /** The address behind a signed link; the links are paths of the server. */
  fileAddress(link: unknown): string | null {
    if (typeof link !== "string") return null;
    return safeHref(new URL(link, this.base).href);
  }

  /** Links live for an hour: the message read again carries a new one. */
  async freshFileAddress(seq: number): Promise<string | null> {
    const page = await this.read(seq - 1, 1);
    return this.fileAddress(page.messages[0]?.data["url"]);
  }

  streamAddress(afterSeq: number, epoch: string): { url: string; protocol: string } {
    const path = this.#path(`/stream?after_seq=${afterSeq}&epoch=${encodeURIComponent(epoch)}`);
    const url = (this.base + path).replace(/^http/, "ws");
    return { url, protocol: `bearer.${this.#token}` };
  }

  #path(rest: string): string {
    return `/conversations/${this.#conversation}${rest}`;
  }

  #headers(): Record<string, string> {
    const headers: Record<string, string> = { "Accept-Language": this.locale };
    if (this.#token !== "") headers["Authorization"] = `Bearer ${this.#token}`;
    return headers;
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await this.#fetch(method, path, body ?? null);
    const text = await answer.text();
    return text === "" ? null : JSON.parse(text);
  }

  async #fetch(method: string, path: string, body: object | null): Promise<Response> {
    const headers = this.#headers();
    if (path.startsWith("/channels/")) delete headers["Authorization"];
    if (body !== null) headers["Content-Type"] = "application/json";
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), CALL_TIMEOUT_MS);
    const answer = await fetch(this.base + path, {
      method,
      headers,
      body: body === null ? null : JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      signal: limit.signal,
    })
      .catch(() => {
        throw new Fault("network");
      })
      .finally(() => clearTimeout(timer));
    if (!answer.ok) throw faultOf(answer.status, answer.headers.get("Retry-After"));
    return answer;
  }
}
