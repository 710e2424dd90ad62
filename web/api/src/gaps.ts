/** What knowledge learns from: gaps, reports, figures. */
import type { Answer, Body, Query } from "./answers";

export type GapPage = Answer<"listGaps">;
export type Gap = GapPage["items"][number];
export type GapQuery = Query<"listGaps">;
export type GapState = NonNullable<GapQuery["state"]>;
export type GapReason = NonNullable<GapQuery["reason"]>;
export type GapFile = Answer<"readGap">;
export type GapExample = GapFile["examples"][number];
export type GapDeed = GapFile["deeds"][number];
export type GapProposal = GapFile["proposals"][number];
export type AcceptGap = Body<"acceptGap">;
export type DraftGap = Body<"draftGap">;

export type ReportPage = Answer<"listReports">;
export type Report = ReportPage["items"][number];
export type ReportState = NonNullable<Query<"listReports">["state"]>;
export type NewReport = Body<"reportArticle">;
export type ReportKind = NonNullable<NewReport["kind"]>;
export type ReportAnswer = Body<"answerReport">;
export type NewProposal = Body<"proposeMessage">;
export type NewUse = Body<"noteArticleUse">;

export type KnowledgeFigures = Answer<"readKnowledgeAnalytics">;
export type KnowledgeFigure = KnowledgeFigures["figures"][number];
export type FigureSlice = KnowledgeFigures["by"][string][number];
export type FigureList = KnowledgeFigures["lists"][number];
export type FigureQuery = Query<"readKnowledgeAnalytics">;

export type AskedPage = Answer<"listKnowledgeQuestions">;
export type AskedQuestion = AskedPage["items"][number];
export type AskedQuery = Query<"listKnowledgeQuestions">;
