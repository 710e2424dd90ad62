/** Sending a reply: shown at once, sent with one id however often it must be repeated. */
import { type ConversationId, type Message, Problem, type Sent, taken } from "@hearthline/api";

import { api } from "@/lib/api";
import { backoffMs } from "@/lib/live/backoff";
import type { OpenThreads } from "@/lib/live/threads";
import { uuid } from "@/lib/uuid";

const TRIES = 4;

export type Explain = (error: unknown) => string;

async function post(id: ConversationId, clientId: string, text: string): Promise<Message> {
  const { message } = await taken<Sent>(
    api.POST("/api/v1/desk/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: id } },
      body: { client_id: clientId, text },
    }),
  );
  return message;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export class Sending {
  private readonly threads: OpenThreads;
  private readonly explain: Explain;
  /** One reply after another, so that the customer reads them in the order they were written. */
  private readonly lanes = new Map<ConversationId, Promise<void>>();

  constructor(threads: OpenThreads, explain: Explain) {
    this.threads = threads;
    this.explain = explain;
  }

  send(id: ConversationId, text: string): void {
    const clientId = uuid();
    this.threads.apply(id, { do: "send", clientId, text, at: new Date().toISOString() });
    this.line(id, clientId, text);
  }

  again(id: ConversationId, clientId: string, text: string): void {
    this.threads.apply(id, { do: "retry", clientId });
    this.line(id, clientId, text);
  }

  private line(id: ConversationId, clientId: string, text: string): void {
    const before = this.lanes.get(id) ?? Promise.resolve();
    this.lanes.set(
      id,
      before.then(() => this.deliver(id, clientId, text)),
    );
  }

  private async deliver(id: ConversationId, clientId: string, text: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.threads.take(id, await post(id, clientId, text));
        return;
      } catch (error) {
        const passing = !(error instanceof Problem) || error.isPassing;
        if (!passing || attempt >= TRIES) {
          const retryable = passing || error.status === 401 || error.status === 429;
          this.threads.apply(id, { do: "fail", clientId, why: this.explain(error), retryable });
          return;
        }
        await pause(backoffMs(attempt, Math.random));
      }
    }
  }
}
