/** The staff routes in the shape that openapi-typescript generates. */
import type {
  Canned,
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
interface ById extends Spot {
  path: { id: string };
}

export interface paths {
  "/api/v1/staff/login": {
    post: Verb<Nowhere, Me, { tenant: string | null; username: string; password: string }>;
  };
  "/api/v1/staff/me": { get: Verb<Nowhere, Me> };
  "/api/v1/staff/logout": { post: Verb<Nowhere, undefined> };
  "/api/v1/staff": { get: Verb<Nowhere, { items: StaffMember[] }> };
  "/api/v1/desk/conversations": {
    get: Verb<
      { query: { view: string; q?: string; cursor?: string; limit?: number } },
      RowPage
    >;
  };
  "/api/v1/desk/conversations/{id}": { get: Verb<ById, Row> };
  "/api/v1/desk/conversations/{id}/messages": {
    get: Verb<
      ById & { query?: { after_seq?: number; before_seq?: number; limit?: number } },
      ThreadPage
    >;
    post: Verb<ById, Message, { client_id: string; text: string }>;
  };
  "/api/v1/desk/conversations/{id}/read": { post: Verb<ById, undefined, { seq: number }> };
  "/api/v1/desk/conversations/{id}/typing": {
    post: Verb<ById, undefined, { on: boolean }>;
  };
  "/api/v1/desk/conversations/{id}/accept": { post: Verb<ById, Row> };
  "/api/v1/desk/conversations/{id}/decline": { post: Verb<ById, undefined> };
  "/api/v1/desk/conversations/{id}/resolve": {
    post: Verb<ById, Row, { note: string | null }>;
  };
  "/api/v1/desk/conversations/{id}/handover": { get: Verb<ById, Handover> };
  "/api/v1/desk/queues": { get: Verb<Nowhere, { items: QueueOut[] }> };
  "/api/v1/desk/presence": {
    get: Verb<Nowhere, Presence>;
    put: Verb<Nowhere, Presence, { state: string; reason: string | null }>;
  };
  "/api/v1/desk/canned": {
    get: Verb<Nowhere, { items: Canned[] }>;
    post: Verb<Nowhere, Canned, Omit<Canned, "id">>;
  };
  "/api/v1/desk/canned/{id}": {
    patch: Verb<ById, Canned, Partial<Omit<Canned, "id">>>;
    delete: Verb<ById, undefined>;
  };
  "/api/v1/customers/{id}": { get: Verb<ById, CustomerCard> };
  "/api/v1/customers/{id}/unmask": {
    post: Verb<ById, { value: string }, { field: string; reason: string }>;
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
  "/api/v1/tickets/{id}": { get: Verb<ById, Ticket> };
  "/api/v1/knowledge/search": {
    get: Verb<{ query: { q: string; limit?: number } }, { items: KnowledgeHit[] }>;
  };
}
