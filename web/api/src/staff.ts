/** The staff API's bodies, as the server speaks them. */
import type {
  CannedId,
  ConversationId,
  CustomerId,
  QueueId,
  StaffId,
  StreamId,
  TicketId,
} from "./ids";

export type Permission =
  | "desk.view"
  | "desk.reply"
  | "desk.supervise"
  | "customers.view"
  | "customers.unmask"
  | "tickets.view"
  | "tickets.act"
  | "knowledge.view"
  | "knowledge.edit"
  | "quality.view"
  | "insight.view"
  | "staff.manage"
  | "audit.view"
  | "channels.manage"
  | "settings.manage";

export interface Me {
  id: StaffId;
  name: string;
  username: string;
  roles: string[];
  permissions: Permission[];
  tenant: { id: string; slug: string; name: string };
  csrf_token: string;
}

export interface StaffMember {
  id: StaffId;
  name: string;
  username: string;
  roles: string[];
  active: boolean;
}

export interface AddStaff {
  username: string;
  name: string;
  password: string;
  roles: string[];
}

export interface ChangeStaff {
  name?: string;
  roles?: string[];
  active?: boolean;
  password?: string;
}

export type ConversationStatus = "bot" | "queued" | "agent" | "closed";
export type SenderKind = "customer" | "bot" | "agent" | "system";
export type View = "mine" | "queue" | "all" | "closed";

export interface Row {
  id: ConversationId;
  status: ConversationStatus;
  channel: { key: string; kind: string; name: string };
  customer: { id: CustomerId | null; label: string };
  last: { seq: number; sender: SenderKind; text: string; at: string } | null;
  last_seq: number;
  unread: number;
  queue_id: QueueId | null;
  holder: { id: StaffId; name: string } | null;
  offered_to: StaffId | null;
  offer_expires_at: string | null;
  queued_at: string | null;
  waiting_since: string | null;
  priority: number;
  reason: string | null;
  verify_level: string;
  opened_at: string;
  updated_at: string;
  closed_at: string | null;
  locale: string;
}

export interface Head {
  stream: StreamId;
  name: string;
  epoch: string;
  last_seq: number;
}

export interface RowPage {
  items: Row[];
  next_cursor: string | null;
  heads: Head[];
}

export type MessageKind =
  | "text"
  | "choices"
  | "card"
  | "image"
  | "file"
  | "audio"
  | "location"
  | "notice";

export interface Message {
  id: string;
  seq: number;
  conversation_id: ConversationId;
  client_id: string | null;
  sender: { kind: SenderKind; name: string | null; ai: boolean };
  kind: MessageKind;
  text: string;
  data: Record<string, unknown>;
  reply_to: number | null;
  created_at: string;
}

export interface ThreadPage {
  epoch: string;
  messages: Message[];
  last_seq: number;
  status: ConversationStatus;
  customer_read_seq: number;
  agent_read_seq: number;
}

export interface QueueOut {
  id: QueueId;
  name: string;
  waiting: number;
  longest_wait_s: number | null;
  agents_available: number;
  agents_total: number;
}

export type PresenceState = "available" | "busy" | "away" | "offline";

export interface Presence {
  state: PresenceState;
  reason: string | null;
  capacity: number;
  load: number;
  since: string;
  queues: QueueId[];
}

export interface Canned {
  id: CannedId;
  shortcut: string;
  title: string;
  text: string;
  shared: boolean;
}

export interface Handover {
  reason: string | null;
  summary: string | null;
  slots: { name: string; label: string; value: string }[];
  tried: string[];
  flow: string | null;
  verify_level: string | null;
  emotion: string | null;
}

export interface CustomerCard {
  id: CustomerId;
  label: string;
  name_masked: string | null;
  phone_masked: string | null;
  accounts: { domain: string; account_no_masked: string; verified: boolean }[];
  first_seen_at: string;
  last_seen_at: string;
  conversations: {
    id: ConversationId;
    opened_at: string;
    status: ConversationStatus;
    channel: string;
    last_text: string | null;
  }[];
}

export type ClockState = "running" | "met" | "missed" | "paused";

export interface DutyClock {
  clock: string;
  name: string;
  due_at: string;
  started_at: string;
  stopped_at: string | null;
  state: ClockState;
  left_s: number | null;
}

export interface TicketEvent {
  at: string;
  kind: string;
  text: string;
  by: string | null;
}

export interface Ticket {
  id: TicketId;
  number: string;
  type: string;
  type_name: string;
  status: string;
  priority: number;
  summary: string | null;
  address_masked: string | null;
  conversation_id: ConversationId | null;
  customer_id: CustomerId | null;
  created_at: string;
  updated_at: string;
  clocks: DutyClock[];
  events: TicketEvent[];
}

export interface KnowledgeHit {
  article_id: string;
  version: number;
  slug: string;
  title: string;
  answer: string;
  details: string;
  source: string;
  is_local_rule: boolean;
  question: string;
  score: number;
  band: "direct" | "clarify" | "none";
}
