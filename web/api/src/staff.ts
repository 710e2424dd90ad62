/** The staff API's bodies: the generated schema, with branded ids and the words of its enums. */
import type { Answer } from "./answers";
import type {
  CannedId,
  ConversationId,
  CustomerId,
  QueueId,
  StaffId,
  StreamId,
  TicketId,
} from "./ids";
import type { components } from "./schema";

type Schemas = components["schemas"];
type With<Body, Sharper> = Omit<Body, keyof Sharper> & Sharper;

export type Permission = Schemas["Permission"];
export type PresenceState = Schemas["PresenceState"];
export type ConversationStatus = Schemas["RowOut"]["status"];
export type SenderKind = Schemas["SenderOut"]["kind"];
export type View = "mine" | "queue" | "all" | "closed";

export type Me = With<Schemas["MeOut"], { id: StaffId }>;
export type ColleagueList = { items: With<Schemas["Colleague"], { id: StaffId }>[] };
export type StaffMember = With<Schemas["StaffOut"], { id: StaffId }>;

export type Row = With<
  Schemas["RowOut"],
  {
    id: ConversationId;
    customer: { id: CustomerId | null; label: string };
    holder: { id: StaffId; name: string } | null;
    queue_id: QueueId | null;
    offered_to: StaffId | null;
  }
>;
export type Head = With<Schemas["HeadOut"], { stream: StreamId }>;
export type RowPage = With<Schemas["RowPage"], { items: Row[]; heads: Head[] }>;

export type MessageKind =
  | "text"
  | "choices"
  | "card"
  | "image"
  | "file"
  | "audio"
  | "location"
  | "notice";
export type Message = With<
  Schemas["MessageOut"],
  { conversation_id: ConversationId; kind: MessageKind; data: Record<string, unknown> }
>;
export type ThreadPage = With<
  Schemas["ThreadOut"],
  { messages: Message[]; status: ConversationStatus }
>;

export type QueueOut = With<Schemas["hearthline__routing__wire__QueueOut"], { id: QueueId }>;
export type Presence = With<Schemas["PresenceOut"], { queues: QueueId[] }>;
export type Canned = With<Schemas["CannedOut"], { id: CannedId }>;
export type CannedVariables = Answer<"listVariables">;
export type Handover = Schemas["HandoverOut"];

export type CustomerCard = With<
  Schemas["CustomerCardOut"],
  {
    id: CustomerId;
    conversations: With<
      Answer<"getCustomer">["conversations"][number],
      { id: ConversationId; status: ConversationStatus }
    >[];
  }
>;
export type MaskedField = Schemas["Unmask"]["field"];
export type Unmasked = Schemas["Unmasked"];

export type ClockState = "waiting" | "running" | "met" | "missed" | "paused" | "ended";
export type DutyClock = With<Schemas["ClockOut"], { state: ClockState }>;
export type TicketEvent = Schemas["TicketEventOut"];
export type Ticket = With<
  Schemas["TicketOut"],
  {
    id: TicketId;
    conversation_id: ConversationId | null;
    customer_id: CustomerId | null;
    clocks: DutyClock[];
  }
>;
export type TicketPage = With<Schemas["TicketPage"], { items: Ticket[] }>;
