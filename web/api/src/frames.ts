/** What travels over the desk's socket. */
import type { ConversationId, StreamId } from "./ids";
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

export type ServerFrame =
  | RowFrame
  | { type: "caught_up"; stream: StreamId; seq: number }
  | { type: "reset"; stream: StreamId; epoch: string; seq: number }
  | { type: "message"; conversation_id: ConversationId; message: Message }
  | { type: "typing"; conversation_id: ConversationId; sender: string; on: boolean }
  | { type: "receipt"; conversation_id: ConversationId; seq: number; sender: string }
  | { type: "queues"; items: QueueOut[] }
  | { type: "ping" };

export type ClientFrame =
  | { type: "hello"; cursors: Record<string, Cursor>; threads: Record<string, number> }
  | { type: "open"; conversation_id: ConversationId; after_seq: number }
  | { type: "close"; conversation_id: ConversationId };
