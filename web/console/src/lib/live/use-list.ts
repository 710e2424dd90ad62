/** One live list of conversations for the page. */
import type { Row, View } from "@hearthline/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { listOptions } from "./list-options";
import { useLive } from "./live";
import { inOrder } from "./rows";

/** Views whose changes do not all travel in the streams of one person. */
const REFRESH_MS: Partial<Record<View, number>> = { all: 20_000, closed: 60_000 };

export function useList(view: View, q: string) {
  const live = useLive();
  const every = REFRESH_MS[view];
  const query = useInfiniteQuery({
    ...listOptions(live, view, q),
    refetchInterval: ({ state }) =>
      every !== undefined && (state.data?.pages.length ?? 0) <= 1 ? every : false,
  });
  const rows = useMemo(
    () => inOrder(view, distinct(query.data?.pages.flatMap((page) => page.items))),
    [query.data, view],
  );
  return { ...query, rows };
}

function distinct(rows: readonly Row[] | undefined): Row[] {
  return [...new Map((rows ?? []).map((row) => [row.id, row])).values()];
}
