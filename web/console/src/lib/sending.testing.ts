/** A server of uploads for tests: every request is answered with this, after these shares. */
import { vi } from "vitest";

interface Told {
  status: number;
  body: unknown;
  shares?: number[];
}

export interface SentForm {
  address: string;
  headers: Record<string, string>;
  form: FormData;
}

/** The requests that come; status 0 is a broken line. */
export function aRequest({ status, body, shares = [] }: Told): SentForm[] {
  const sent: SentForm[] = [];
  class Request extends EventTarget {
    upload = new EventTarget();
    status = status;
    response = body;
    responseType = "";
    #address = "";
    #headers: Record<string, string> = {};

    open(_: string, address: string): void {
      this.#address = address;
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers[name] = value;
    }

    send(form: FormData): void {
      sent.push({ address: this.#address, headers: this.#headers, form });
      queueMicrotask(() => {
        for (const share of shares) {
          const event = Object.assign(new Event("progress"), { loaded: share * 100, total: 100 });
          this.upload.dispatchEvent(event);
        }
        this.dispatchEvent(new Event(status === 0 ? "error" : "load"));
      });
    }
  }
  vi.stubGlobal("XMLHttpRequest", Request);
  return sent;
}
