/** The field page's bodies, as the routes under /api/v1/field give and take them. */
import type { Id, TicketId } from "./ids";

export type { TicketId } from "./ids";

export type EvidenceId = Id<"evidence">;
/** Made by the phone; the server takes what carries it once. */
export type ClientId = Id<"client">;

export interface FieldPlace {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy_m?: number | null;
}

export interface FieldChoice {
  readonly value: string;
  readonly zh: string;
  readonly en: string;
  /** The first level that a choice of the second belongs to. */
  readonly of: string | null;
}

/** Why work may be put off, and what must prove it. */
export interface FieldSuspendReason extends FieldChoice {
  readonly evidence: string;
}

export type FieldNeed = "arrival" | "photo" | "reading" | "signature";

export interface FieldEvidence {
  readonly id: EvidenceId;
  readonly client_id: ClientId;
  readonly kind: "photo" | "signature" | "reading";
  readonly happened_at: string;
  readonly received_at: string;
  readonly by: string;
  readonly place: FieldPlace | null;
  readonly facts: Record<string, unknown>;
  /** A signed link, good for an hour; none for a reading. */
  readonly url: string | null;
}

export interface FieldEarlier {
  readonly number: string;
  readonly type_name: string;
  readonly status_name: string;
  readonly opened_at: string;
  readonly result: string | null;
}

export interface FieldTask {
  readonly id: TicketId;
  readonly number: string;
  readonly type_code: string;
  readonly type_name: string;
  readonly title: string;
  readonly description: string;
  readonly priority: string;
  readonly status: string;
  readonly status_name: string;
  readonly address: string | null;
  readonly place: FieldPlace | null;
  readonly contact: string | null;
  readonly phone_masked: string | null;
  readonly appointment_at: string | null;
  readonly due_at: string | null;
  readonly opened_at: string;
  readonly changed_at: string;
  readonly hazards: readonly FieldChoice[];
  readonly is_mine: boolean;
  readonly team: string | null;
  readonly worker: string | null;
  readonly needs: readonly FieldNeed[];
  readonly has_arrived: boolean;
  /** Whether somebody goes there at all; where not, the work begins at once. */
  readonly has_visit: boolean;
  readonly reasons: {
    readonly suspend: readonly FieldSuspendReason[];
    readonly results: readonly FieldChoice[];
    readonly causes: readonly FieldChoice[];
  };
  readonly earlier: readonly FieldEarlier[];
  readonly evidence: readonly FieldEvidence[];
}

export interface FieldTaskPage {
  readonly items: readonly FieldTask[];
  readonly next_cursor: string | null;
  readonly server_time: string;
}

export type FieldAction =
  | { readonly action: "take" | "depart" | "begin" | "resume" }
  | { readonly action: "arrive"; readonly place: FieldPlace | null; readonly reason: string }
  | { readonly action: "suspend"; readonly reason: string; readonly text: string }
  | { readonly action: "give_back"; readonly reason: string }
  | { readonly action: "contact" | "note"; readonly text: string }
  | {
      readonly action: "resolve";
      readonly result_code: string;
      readonly cause_code: string | null;
      readonly responsibility: "company" | "customer" | "third" | "force_majeure" | null;
      readonly text: string;
    };

export type FieldDeed = FieldAction & {
  readonly client_id: ClientId;
  readonly ticket_id: TicketId;
  readonly at: string;
};

export interface FieldSyncResult {
  readonly client_id: ClientId;
  readonly outcome: "done" | "repeated" | "refused";
  readonly code: string | null;
  /** Why it was refused, in the reader's language. */
  readonly why: string | null;
}

export interface FieldSynced {
  readonly server_time: string;
  /** What the server adds to the phone's times, in milliseconds. */
  readonly skew_ms: number;
  readonly results: readonly FieldSyncResult[];
}

export interface PhotoFacts {
  readonly subject: "scene" | "before" | "after" | "meter" | "other";
  readonly note: string;
  readonly taken_at: string | null;
}

export interface SignatureFacts {
  readonly signer_name: string;
  readonly signer_role: "self" | "family" | "occupant" | "property" | "other";
  readonly strokes: readonly (readonly (readonly [number, number])[])[];
}

export interface ReadingFacts {
  readonly instrument_no: string;
  readonly points: readonly {
    readonly room: string;
    readonly temperature_c: number;
    readonly height_m: number | null;
  }[];
  readonly doors_shut_min: number | null;
  readonly outdoor_c: number | null;
  readonly worker_confirms: true;
  readonly customer_agrees: boolean;
  readonly note: string;
}

export type FieldRecord =
  | { readonly kind: "photo"; readonly facts: PhotoFacts }
  | { readonly kind: "signature"; readonly facts: SignatureFacts }
  | { readonly kind: "reading"; readonly facts: ReadingFacts };
