/** Trying the search with another's eyes, saved test sets, their runs. */
import type { Answer, Body } from "./answers";

export type Attempt = Body<"tryKnowledge">;
export type Attempted = Answer<"tryKnowledge">;
export type TrialSetRow = Answer<"listTrialSets">["items"][number];
export type TrialSetPage = Answer<"listTrialSets">;
export type TrialSet = Answer<"readTrialSet">;
export type TrialCase = TrialSet["cases"][number];
export type TrialEyes = TrialCase["eyes"];
export type Tolerance = TrialSet["tolerance"];
export type NewTrialSet = Body<"addTrialSet">;
export type TrialSetChange = Body<"changeTrialSet">;
export type TrialRun = Answer<"readTrialRun">;
export type TrialRunPage = Answer<"listTrialRuns">;
export type TrialFigures = TrialRun["figures"];
export type TrialMiss = TrialRun["misses"][number];
export type TrialGate = Answer<"runTrialGate">;
export type GateMode = Answer<"getKnowledgeGate">;
