/** The shapes of the customer API, as its contract gives them. */

export type SenderKind = "customer" | "bot" | "agent" | "system";
export type Status = "bot" | "queued" | "agent" | "closed";
export type MessageKind =
  | "text"
  | "choices"
  | "card"
  | "image"
  | "file"
  | "audio"
  | "location"
  | "notice";

export interface Sender {
  readonly kind: SenderKind;
  readonly name?: string | null;
  readonly ai?: boolean;
}

export interface Message {
  readonly id: string;
  readonly seq: number;
  readonly conversation_id: string;
  readonly client_id: string | null;
  readonly sender: Sender;
  readonly kind: MessageKind | (string & {});
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reply_to: number | null;
  readonly created_at: string;
}

export interface QueuePlace {
  readonly position: number;
  readonly eta_s: number | null;
}

export interface Conversation {
  readonly id: string;
  readonly epoch: string;
  readonly status: Status;
  readonly last_seq: number;
  readonly queue: QueuePlace | null;
}

export interface Suggestion {
  readonly label: string;
  readonly text: string;
}

export interface Session {
  readonly session_token: string;
  readonly expires_at: string;
  readonly conversation: Conversation;
  readonly suggestions: readonly Suggestion[];
  readonly banner?: string | null;
  /** Agents may see what is typed before it is sent. */
  readonly typing_preview?: boolean;
}

export interface Page {
  readonly epoch: string;
  readonly messages: readonly Message[];
  readonly last_seq: number;
  readonly status: Status;
}

/** A thumb up or down on an answer. */
export type Verdict = "like" | "dislike";

export interface Upload {
  readonly upload_id: string;
  readonly mime: string;
  readonly bytes: number;
}

export type Frame =
  | { readonly type: "message"; readonly message: Message }
  | {
      readonly type: "state";
      readonly status: Status;
      readonly queue: QueuePlace | null;
      readonly agent: { readonly name?: string | null } | string | null;
    }
  | { readonly type: "typing"; readonly sender: SenderKind; readonly on: boolean }
  | { readonly type: "receipt"; readonly seq: number; readonly state: string }
  | { readonly type: "reset"; readonly epoch: string };

/** A body of `POST …/messages` without its client_id. */
export type Saying =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "choice"; readonly choice: string }
  | { readonly kind: "image" | "file" | "audio"; readonly upload_id: string };

export function readFrame(raw: unknown): Frame | null {
  if (typeof raw !== "string") return null;
  try {
    const frame: unknown = JSON.parse(raw);
    return typeof frame === "object" && frame !== null && "type" in frame ? (frame as Frame) : null;
  } catch {
    return null;
  }
}
