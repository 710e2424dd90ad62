/** Work on tickets: types and forms, actions, teams, sub-tasks. */
import type { ConversationId, CustomerId, StaffId, TicketId } from "./ids";
import type { components } from "./schema";
import type { Ticket } from "./staff";

type Schemas = components["schemas"];
type With<Body, Sharper> = Omit<Body, keyof Sharper> & Sharper;

export type TicketChoice = Schemas["hearthline__tickets__handling__wire__ChoiceOut"];
export type TicketFieldKind =
  | "text"
  | "number"
  | "choice"
  | "date"
  | "phone"
  | "address"
  | "temperature"
  | "photo";
export type TicketField = With<Schemas["FormFieldOut"], { kind: TicketFieldKind }>;
export type TicketType = With<Schemas["TicketTypeOut"], { fields: TicketField[] }>;
export type TicketTypeList = { items: TicketType[] };
export type OfferedAction = Schemas["OfferedOut"];
export type RelatedTicket = With<Schemas["RelatedOut"], { id: TicketId }>;
export type TeamMember = With<
  Schemas["hearthline__tickets__teams__wire__MemberOut"],
  { staff_id: StaffId }
>;
export type Team = With<
  Schemas["TeamOut"],
  { lead_id: StaffId | null; members: TeamMember[] }
>;
export type TeamList = { items: Team[] };
export type PutTeam = Schemas["PutTeam"];
export type TeamSuggestion = With<
  Schemas["hearthline__tickets__teams__wire__SuggestionOut"],
  { team: Team }
>;
export type TicketDesk = With<
  Schemas["TicketDeskOut"],
  { ticket: Ticket; related: RelatedTicket[]; suggestions: TeamSuggestion[] }
>;
export type TicketActed = With<Schemas["ActedOut"], { ticket: Ticket }>;
export type TicketTask = Schemas["hearthline__tickets__tasks__api__TaskOut"];
export type TicketTaskList = { items: TicketTask[] };
export type TicketCounts = Schemas["hearthline__tickets__wire__CountsOut"];
export type TicketContact = Schemas["hearthline__tickets__wire__ContactOut"];
export type OpenTicket = With<
  Schemas["OpenTicket"],
  { conversation_id?: ConversationId | null; customer_id?: CustomerId | null }
>;
/** An action with what it needs; the server checks the rest. */
export type TicketAction = { action: string; client_id: string } & Record<string, unknown>;

export type TicketEvidence = Schemas["EvidenceOut"];
export type TicketRecord = With<Schemas["FieldRecordOut"], { evidence: TicketEvidence[] }>;
