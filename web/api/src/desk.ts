/** The desk's bodies: drafts, waiting replies, notes, who is looking, the search. */
import type { ConversationId, StaffId } from "./ids";
import type { components } from "./schema";
import type { ConversationStatus, Message } from "./staff";

type Schemas = components["schemas"];
type With<Body, Sharper> = Omit<Body, keyof Sharper> & Sharper;

export type DraftMode = "reply" | "note";
export type PendingReply = Schemas["PendingOut"];
export type ReplyDraft = With<Schemas["ReplyDraftOut"], { mode: DraftMode; pending: PendingReply[] }>;
export type Sent = With<Schemas["SentOut"], { message: Message | null; pending: PendingReply | null }>;
export type UploadedFile = Schemas["UploadedFile"];
export type ChannelLimits = Schemas["LimitsOut"];
export type NearNumber = Schemas["NearNumberOut"];

export type Note = With<
  Schemas["NoteOut"],
  { conversation_id: ConversationId; staff_id: StaffId; mentions: StaffId[] }
>;
export type Mention = With<Schemas["MentionOut"], { note: Note }>;
export type MentionPage = With<Schemas["MentionPage"], { items: Mention[] }>;

export interface Looker {
  staff_id: StaffId;
  name: string;
  doing: "looking" | "writing";
}

export type WordsHit = With<
  Schemas["WordsHitOut"],
  { conversation_id: ConversationId | null; status: ConversationStatus | null; spans: [number, number][] }
>;
export type FoundWordsPage = With<Schemas["FoundWordsPage"], { items: WordsHit[] }>;
