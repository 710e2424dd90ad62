/** The graph of the trade, comparisons and histories of rules. */
import type { Answer, Body, Query } from "./answers";

export type GraphCounts = Answer<"countGraph">;
export type EntityPage = Answer<"listGraphEntities">;
export type Entity = EntityPage["items"][number];
export type EntityKind = Entity["kind"];
export type EntityQuery = Query<"listGraphEntities">;
export type Neighbourhood = Answer<"walkGraph">;
export type GraphRelation = Neighbourhood["relations"][number];
export type RelationKind = GraphRelation["kind"];
export type GraphPath = Answer<"findGraphPath">;
export type GraphHits = Answer<"searchGraph">;
export type Associated = Answer<"listAssociatedArticles">["items"][number];
export type NewEntity = Body<"addGraphEntity">;
export type EntityChange = Body<"changeGraphEntity">;
export type NewRelation = Body<"addGraphRelation">;
export type GraphEdit = Answer<"listGraphEdits">["items"][number];
export type EditedEntity = Answer<"addGraphEntity">;
export type EditedRelation = Answer<"addGraphRelation">;

export type SideBySide = Answer<"compareItems">;
export type SideLine = SideBySide["lines"][number];
export type PolicyProfile = Answer<"listPolicyProfiles">["items"][number];
export type Moment = Answer<"readArticleTimeline">["items"][number];
