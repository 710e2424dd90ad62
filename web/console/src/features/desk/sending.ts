/** Sending a reply: shown at once, sent with one id however often it must be repeated. */
import {
  type ConversationId,
  type Message,
  Problem,
  type Sent,
  taken,
  type UploadedFile,
} from "@hearthline/api";

import { api } from "@/lib/api";
import { keepUnsent, readUnsent } from "@/lib/drafts";
import { backoffMs } from "@/lib/live/backoff";
import type { OpenThreads } from "@/lib/live/threads";
import { sendForm } from "@/lib/sending";
import { undoSeconds } from "@/lib/undo-time";
import { uuid } from "@/lib/uuid";

const TRIES = 4;

export type Explain = (error: unknown) => string;

interface Reply {
  clientId: string;
  text: string;
  file?: File | undefined;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export class Sending {
  private readonly threads: OpenThreads;
  private readonly explain: Explain;
  /** One reply after another, so that the customer reads them in the order they were written. */
  private readonly lanes = new Map<ConversationId, Promise<void>>();
  private readonly files = new Map<string, File>();
  private readonly uploads = new Map<string, string>();
  private readonly cancelled = new Set<string>();

  constructor(threads: OpenThreads, explain: Explain) {
    this.threads = threads;
    this.explain = explain;
  }

  send(id: ConversationId, text: string): void {
    const reply = { clientId: uuid(), text, at: new Date().toISOString() };
    keepUnsent(id, [...readUnsent(id), reply]);
    this.threads.apply(id, { do: "send", ...reply });
    this.line(id, reply);
  }

  /** Shows again what a page that was left had not sent; the agent says whether it is to be. */
  restore(id: ConversationId): void {
    for (const reply of readUnsent(id)) {
      const { messages, pending } = this.threads.get(id);
      const isHere = pending.some(({ clientId }) => clientId === reply.clientId);
      if (messages.some((message) => message.client_id === reply.clientId)) {
        this.forget(id, reply.clientId);
      } else if (!isHere) {
        this.threads.apply(id, { do: "send", ...reply });
        this.threads.apply(id, { do: "fail", clientId: reply.clientId, why: null, retryable: true });
      }
    }
  }

  sendFile(id: ConversationId, file: File): void {
    const clientId = uuid();
    const shown = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
    const at = new Date().toISOString();
    const told = { name: file.name, shown };
    this.files.set(clientId, file);
    this.threads.apply(id, { do: "send", clientId, text: file.name, at, file: told });
    this.line(id, { clientId, text: "", file });
  }

  /** A second press while it is on its way changes nothing. */
  again(id: ConversationId, clientId: string, text: string): void {
    const held = this.threads.get(id).pending.find((one) => one.clientId === clientId);
    if (held && held.state !== "failed") return;
    this.threads.apply(id, { do: "retry", clientId });
    const file = this.files.get(clientId);
    this.line(id, { clientId, text: file ? "" : text, file });
  }

  /** No repeat of a request may bring back what was taken back. */
  cancel(id: ConversationId, clientId: string): void {
    this.cancelled.add(clientId);
    this.forget(id, clientId);
    this.threads.apply(id, { do: "drop", clientId });
  }

  private forget(id: ConversationId, clientId: string): void {
    keepUnsent(
      id,
      readUnsent(id).filter((one) => one.clientId !== clientId),
    );
  }

  private line(id: ConversationId, reply: Reply): void {
    const before = this.lanes.get(id) ?? Promise.resolve();
    this.lanes.set(
      id,
      before.then(() => this.deliver(id, reply)),
    );
  }

  private async deliver(id: ConversationId, reply: Reply): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      if (this.cancelled.has(reply.clientId)) return;
      try {
        this.take(id, await this.post(id, reply));
        this.forget(id, reply.clientId);
        return;
      } catch (error) {
        const passing = !(error instanceof Problem) || error.isPassing;
        if (!passing || attempt >= TRIES) {
          const retryable = passing || error.status === 401 || error.status === 429;
          const { clientId } = reply;
          this.threads.apply(id, { do: "fail", clientId, why: this.explain(error), retryable });
          return;
        }
        await pause(backoffMs(attempt, Math.random));
      }
    }
  }

  private async post(id: ConversationId, { clientId, text, file }: Reply): Promise<Sent> {
    const undo_s = undoSeconds();
    const upload = file ? { upload_id: await this.upload(id, clientId, file) } : { text };
    return taken<Sent>(
      api.POST("/api/v1/desk/conversations/{conversation_id}/messages", {
        params: { path: { conversation_id: id } },
        body: { client_id: clientId, text: "", undo_s, ...upload },
      }),
    );
  }

  /** A file goes up once, however often the reply that shows it is repeated. */
  private async upload(id: ConversationId, clientId: string, file: File): Promise<string> {
    const known = this.uploads.get(clientId);
    if (known) return known;
    const form = new FormData();
    form.append("file", file);
    const address = `/api/v1/desk/conversations/${id}/uploads`;
    const { upload_id } = await sendForm<UploadedFile>(address, form, {
      hoped: 201,
      onShare: () => undefined,
    });
    this.uploads.set(clientId, upload_id);
    return upload_id;
  }

  private take(id: ConversationId, { message, pending }: Sent): void {
    if (message) this.threads.take(id, message satisfies Message);
    if (!pending) return;
    const { client_id: clientId, text, made_at: at, due_at } = pending;
    // The server's clock may differ from ours; the length of the wait does not.
    const left = Date.parse(due_at) - Date.parse(at);
    const dueAt = new Date(Date.now() + left).toISOString();
    this.threads.apply(id, { do: "wait", clientId, text, at, dueAt });
  }
}
