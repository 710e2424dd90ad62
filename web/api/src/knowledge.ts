/** The knowledge room's bodies: items, working copies, reviews, histories. */
import type { Answer, Body, Query } from "./answers";

export type KnowledgeHit = Answer<"searchKnowledge">["items"][number];

export type ItemPage = Answer<"listArticles">;
export type Item = ItemPage["items"][number];
export type ItemQuery = Query<"listArticles">;
export type ItemKind = Item["kind"];
export type ItemState = Item["state"];
export type Overview = Answer<"getKnowledgeOverview">;
export type Catalogue = Answer<"getCatalogue">;
export type Branch = Catalogue["branches"][number];
/** What is to be different about many; what is left out stays. */
export type ManyChange = Partial<Omit<Body<"changeManyArticles">, "articles">>;
export type ManyChanged = Answer<"changeManyArticles">;

export type WorkingCopy = Answer<"getDraft">;
export type ItemContent = WorkingCopy["content"];
/** The fields that are to be different; those left out stay. */
export type ItemChange = Partial<Body<"saveDraft">["changes"]>;
export type Audience = NonNullable<ItemChange["audience"]>[number];
export type Merged = Answer<"rebaseDraft">;
export type Article = Answer<"readArticle">;
export type ItemAttribute = ItemContent["attributes"][number];
export type ItemAttachment = ItemContent["attachments"][number];

export type ItemFile = Answer<"uploadItemFile">;

export type ReviewPage = Answer<"listReviews">;
export type Review = ReviewPage["items"][number];
export type Approval = Body<"approveDraft">;
export type Publish = Body<"publishArticle">;
export type PublishedItem = Answer<"approveDraft">;

export type RevisionPage = Answer<"listRevisions">;
export type Revision = RevisionPage["items"][number];
export type PublicationPage = Answer<"listPublications">;
export type Publication = PublicationPage["items"][number];
export type DeedPage = Answer<"listArticleHistory">;
export type Deed = DeedPage["items"][number];
export type Difference = Answer<"diffArticle">["fields"][number];
export type DifferenceLine = Difference["lines"][number];
export type InForce = Answer<"readArticleAsOf">;
export type ItemUse = Answer<"listArticleUses">["items"][number];
export type ConflictPage = Answer<"listConflicts">;
export type ItemConflict = ConflictPage["items"][number];

export type FoundPage = Answer<"findKnowledge">;
export type FindQuery = Query<"findKnowledge">;
export type FindWay = FoundPage["way"];
export type Facet = FoundPage["facets"]["kind"][number];
export type SearchWordsPage = Answer<"listSearchWords">;
export type SearchWords = SearchWordsPage["items"][number];
export type SearchWordsKind = SearchWords["kind"];
export type NewSearchWords = Body<"addSearchWords">;
