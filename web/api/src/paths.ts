/** The staff routes in the shape that openapi-typescript generates. */
import type {
  AddStaff,
  Canned,
  ChangeStaff,
  CustomerCard,
  Handover,
  KnowledgeHit,
  Me,
  Message,
  Presence,
  QueueOut,
  Row,
  RowPage,
  StaffMember,
  ThreadPage,
  Ticket,
} from "./staff";

interface Spot {
  query?: Record<string, unknown>;
  path?: Record<string, string>;
}

interface Answer<Where extends Spot, Out> {
  parameters: Where;
  responses: {
    200: { content: { "application/json": Out } };
    default: { content: { "application/problem+json": unknown } };
  };
}

type Verb<Where extends Spot, Out, Body = never> = Answer<Where, Out> &
  ([Body] extends [never]
    ? { requestBody?: never }
    : { requestBody: { content: { "application/json": Body } } });

type Nowhere = Record<never, never>;
interface ByConversation extends Spot {
  path: { conversation_id: string };
}
interface ByCustomer extends Spot {
  path: { customer_id: string };
}
interface ByTicket extends Spot {
  path: { ticket_id: string };
}
interface ByStaff extends Spot {
  path: { staff_id: string };
}
interface ByCanned extends Spot {
  path: { canned_id: string };
}

export interface paths {
  "/api/v1/staff/login": {
    post: Verb<Nowhere, Me, { tenant: string | null; username: string; password: string }>;
  };
  "/api/v1/staff/me": { get: Verb<Nowhere, Me> };
  "/api/v1/staff/logout": { post: Verb<Nowhere, undefined> };
  "/api/v1/staff": {
    get: Verb<Nowhere, { items: StaffMember[] }>;
    post: Verb<Nowhere, StaffMember, AddStaff>;
  };
  "/api/v1/staff/{staff_id}": {
    patch: Verb<ByStaff, StaffMember, ChangeStaff>;
  };
  "/api/v1/desk/conversations": {
    get: Verb<
      { query: { view: string; q?: string; cursor?: string; limit?: number } },
      RowPage
    >;
  };
  "/api/v1/desk/conversations/{conversation_id}": { get: Verb<ByConversation, Row> };
  "/api/v1/desk/conversations/{conversation_id}/messages": {
    get: Verb<
      ByConversation & { query?: { after_seq?: number; before_seq?: number; limit?: number } },
      ThreadPage
    >;
    post: Verb<ByConversation, Message, { client_id: string; text: string }>;
  };
  "/api/v1/desk/conversations/{conversation_id}/read": { post: Verb<ByConversation, undefined, { seq: number }> };
  "/api/v1/desk/conversations/{conversation_id}/typing": {
    post: Verb<ByConversation, undefined, { on: boolean }>;
  };
  "/api/v1/desk/conversations/{conversation_id}/accept": { post: Verb<ByConversation, Row> };
  "/api/v1/desk/conversations/{conversation_id}/decline": { post: Verb<ByConversation, undefined> };
  "/api/v1/desk/conversations/{conversation_id}/resolve": {
    post: Verb<ByConversation, Row, { note: string | null }>;
  };
  "/api/v1/desk/conversations/{conversation_id}/handover": { get: Verb<ByConversation, Handover> };
  "/api/v1/desk/queues": { get: Verb<Nowhere, { items: QueueOut[] }> };
  "/api/v1/desk/presence": {
    get: Verb<Nowhere, Presence>;
    put: Verb<Nowhere, Presence, { state: string; reason: string | null }>;
  };
  "/api/v1/desk/canned": {
    get: Verb<Nowhere, { items: Canned[] }>;
    post: Verb<Nowhere, Canned, Omit<Canned, "id">>;
  };
  "/api/v1/desk/canned/{canned_id}": {
    patch: Verb<ByCanned, Canned, Partial<Omit<Canned, "id">>>;
    delete: Verb<ByCanned, undefined>;
  };
  "/api/v1/customers/{customer_id}": { get: Verb<ByCustomer, CustomerCard> };
  "/api/v1/customers/{customer_id}/unmask": {
    post: Verb<ByCustomer, { value: string }, { field: string; reason: string }>;
  };
  "/api/v1/tickets": {
    get: Verb<
      {
        query?: {
          conversation_id?: string;
          customer_id?: string;
          status?: string;
          cursor?: string;
        };
      },
      { items: Ticket[]; next_cursor: string | null }
    >;
  };
  "/api/v1/tickets/{ticket_id}": { get: Verb<ByTicket, Ticket> };
  "/api/v1/knowledge/search": {
    get: Verb<{ query: { q: string; limit?: number } }, { items: KnowledgeHit[] }>;
  };
}
