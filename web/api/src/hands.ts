/** Conversations between hands: the generated schema, with branded ids. */
import type { ConversationId, QueueId, StaffId } from "./ids";
import type { components } from "./schema";

type Schemas = components["schemas"];
type With<Body, Sharper> = Omit<Body, keyof Sharper> & Sharper;

export type PersonTarget = With<Schemas["PersonTargetOut"], { id: StaffId }>;
export type QueueTarget = With<Schemas["QueueTargetOut"], { id: QueueId }>;
export type BotFlow = Schemas["BotFlowOut"];
export type HandoverTargets = With<
  Schemas["TargetsOut"],
  { people: PersonTarget[]; queues: QueueTarget[]; flows: BotFlow[] }
>;
export type Transfer = With<
  Schemas["TransferOut"],
  { conversation_id: ConversationId; to_queue: QueueId | null }
>;
export type Invitation = With<Schemas["InvitationOut"], { conversation_id: ConversationId }>;
export type Incoming = {
  transfers: Transfer[];
  invitations: Invitation[];
  customers: Record<ConversationId, string>;
};
export type Hands = With<
  Schemas["HandsOut"],
  { transfer: Transfer | null; invitations: Invitation[] }
>;
export type DeskSetting = Schemas["DeskSettingBody"];
export type CodeGroup = DeskSetting["groups"][number];
export type WrapUp = With<Schemas["WrapUpOut"], { conversation_id: ConversationId }>;
export type WrapUpWords = Schemas["FillWrapUp"];
export type SummaryName = "request" | "handling" | "result" | "todo" | "emotion";
export type BookedCall = With<
  Schemas["BookedCallOut"],
  { conversation_id: ConversationId; taken_in: ConversationId | null }
>;
export type BookedCalls = { items: BookedCall[]; counts: Schemas["CallCountsOut"] };
export type CallView = "mine" | "due" | "coming" | "overdue" | "done";
