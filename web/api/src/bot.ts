/** The bot's bodies: releases, tests, flows, tried messages, own examples. */
import type { Answer } from "./answers";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Bot = Schemas["BotOut"];
export type Release = Schemas["ReleaseOut"];
export type ReleasePage = Schemas["ReleasePage"];
export type Activation = Schemas["ActivationOut"];
export type ActivationPage = Schemas["ActivationPage"];
export type PackFault = Schemas["FaultOut"];
export type Run = Answer<"getRun">;
export type RunPage = Schemas["RunPage"];
export type Figures = NonNullable<Run["utterances"]>;
export type PlayedTest = Schemas["ResultOut"];
export type PlayedPage = Schemas["ResultPage"];
export type Comparison = Answer<"getComparison">;
export type IntentDifference = Schemas["IntentDifference"];

export type Trade = Schemas["TradeOut"];
export type FlowRow = Schemas["FlowRow"];
export type FlowPage = Schemas["FlowPage"];
export type FlowChart = Schemas["FlowChartOut"];
export type FlowNode = Schemas["NodeOut"];
export type FlowEdge = Schemas["EdgeOut"];
export type FlowOperation = Schemas["OperationOut"];
export type IntentRow = Schemas["IntentOut"];
export type IntentPage = Schemas["IntentPage"];

export type OwnExample = OwnExamplePage["items"][number];
export type OwnExamplePage = Schemas["ExamplePage"];
export type NewExample = Schemas["AddExample"];

export type TryMessage = Schemas["TryMessage"];
export type Tried = Schemas["TriedOut"];
export type TriedSpan = Schemas["SpanOut"];
export type TriedCommand = Schemas["CommandOut"];
export type TwoWords = FlowRow["name"];
