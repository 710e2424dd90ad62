/** What is shown of an item: the working copy, or its newest version where nobody writes on it. */
import type { Article, ItemContent, WorkingCopy } from "@hearthline/api";
import { useEffect, useRef, useState } from "react";

import { useChanged } from "../../queries";
import { useArticle, useCopyOf, useRevisions } from "../../shared/queries";

export interface ShownItem {
  content: ItemContent;
  copy: WorkingCopy | null;
  /** Another number: the copy that was written on is no more, begin anew. */
  edition: number;
}

export function contentOf(article: Article): ItemContent {
  const { id: _id, version: _version, created_at: _at, is_published: _live, ...content } = article;
  return content;
}

/** When somebody else hands it in, gives it back or approves it, lists and histories are old. */
function useNews(stand: string | undefined): void {
  const changed = useRef(useChanged());
  const before = useRef(stand);
  useEffect(() => {
    const isNews = before.current !== undefined && stand !== before.current;
    before.current = stand;
    if (isNews) void changed.current();
  }, [stand]);
}

export function useItem(id: string) {
  const copy = useCopyOf(id);
  useNews(copy.data === undefined ? undefined : (copy.data?.state ?? "none"));
  const revisions = useRevisions(id);
  const newest = copy.data === null ? (revisions.data?.[0]?.version ?? null) : null;
  const article = useArticle(id, newest);
  const [seen, setSeen] = useState({ had: false, edition: 0 });
  if (copy.data !== undefined && (copy.data !== null) !== seen.had) {
    setSeen({ had: copy.data !== null, edition: seen.edition + (seen.had ? 1 : 0) });
  }
  const content = copy.data?.content ?? (article.data && contentOf(article.data));
  const data: ShownItem | undefined =
    content && copy.data !== undefined
      ? { content, copy: copy.data, edition: seen.edition }
      : undefined;
  return {
    data,
    isGone: copy.data === null && revisions.data?.length === 0,
    error: copy.error ?? revisions.error ?? article.error,
    refetch: () => Promise.all([copy.refetch(), revisions.refetch()]),
  };
}
