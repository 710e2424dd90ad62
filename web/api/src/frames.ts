/** What travels over the desk's socket. */
import type { ConversationId, StreamId } from "./ids";
import type { Looker } from "./desk";
import type { Message, QueueOut, Row } from "./staff";

export interface Cursor {
  epoch: string;
  seq: number;
}

export interface RowFrame {
  type: "row";
  stream: StreamId;
  seq: number;
  kind: string;
  row: Row | null;
  conversation_id: ConversationId | null;
}

export interface DraftFrame {
  type: "draft";
  conversation_id: ConversationId;
  version: number;
  tab: string | null;
  returned: "moved" | "closed" | "limit" | null;
}

/** A frame of a feature that the line itself knows nothing of. */
export interface OtherFrame {
  type: string;
  [fact: string]: unknown;
}

export type ServerFrame =
  | RowFrame
  | { type: "caught_up"; stream: StreamId; seq: number }
  | { type: "reset"; stream: StreamId; epoch: string; seq: number }
  | { type: "message"; conversation_id: ConversationId; message: Message }
  | { type: "typing"; conversation_id: ConversationId; sender: string; on: boolean; preview?: string | null }
  | { type: "receipt"; conversation_id: ConversationId; seq: number; sender: string }
  | { type: "queues"; items: QueueOut[] }
  | { type: "notes"; conversation_id: ConversationId }
  | { type: "mention"; conversation_id: ConversationId; note_id: string }
  | { type: "looking"; conversation_id: ConversationId; items: Looker[] }
  | DraftFrame
  | { type: "ping" };

export type ClientFrame =
  | { type: "hello"; cursors: Record<string, Cursor>; threads: Record<string, number> }
  | { type: "open"; conversation_id: ConversationId; after_seq: number }
  | { type: "close"; conversation_id: ConversationId };
