/** Help while answering: cards, steps, summaries, checks. */
import type { Answer, Body } from "./answers";

export type AssistCard = NonNullable<Answer<"getCard">["card"]>;
export type AssistCardField = AssistCard["fields"][number];
export type CardFeedback = Body<"giveCardFeedback">;
export type SopList = Answer<"getSops">;
export type Sop = SopList["items"][number];
export type SopStep = Sop["steps"][number];
export type Mood = SopList["moods"][number];
export type Summary = Answer<"draftSummary">;
export type SummaryPart = NonNullable<Summary["request"]>;
export type ReplyWarning = Answer<"checkReply">["warnings"][number];
export type PickAccount = Body<"pickAccount">;
export type PickedAccount = Answer<"pickAccount">;
export type PrefilledField = Answer<"prefillTicket">["fields"][number];
