import { vi } from "vitest";

/** A WebSocket whose other end is the test; browsers hide pings, so it has none. */
export class FakeSocket extends EventTarget {
  readyState = 0;
  readonly sent: string[] = [];

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    super();
  }

  get address(): URLSearchParams {
    return new URL(this.url).searchParams;
  }

  accept(): void {
    this.readyState = 1;
  }

  say(frame: object): void {
    this.readyState = 1;
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }

  cut(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
  }
}

export class Exchange {
  readonly sockets: FakeSocket[] = [];
  readonly make = vi.fn((url: string, protocol: string) => {
    const socket = new FakeSocket(url, protocol);
    this.sockets.push(socket);
    return socket as unknown as WebSocket;
  });

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }
}
