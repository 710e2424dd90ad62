/** Sheets of government offices, and what they are answered. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type ExchangeOffice = Schemas["OfficeOut"];
export type ExchangeOfficeList = { items: ExchangeOffice[] };
export type SheetOutcome = Schemas["IntakeLineOut"]["outcome"];
export type SheetLine = Schemas["IntakeLineOut"];
export type SheetShown = Schemas["SheetShown"];
export type Intake = Schemas["IntakeOut"];
export type IntakePage = { items: Intake[]; next_cursor: string | null };
export type TakenLine = Schemas["TakenLineOut"];
export type TakenLinePage = { items: TakenLine[]; next_cursor: number | null };
export type DueTicket = Schemas["DueTicketOut"];
export type DuePage = { items: DueTicket[]; next_cursor: string | null };
export type AnswerGiven = Schemas["AnswerOut"];
export type AnswersGiven = { items: AnswerGiven[] };
