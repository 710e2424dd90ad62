/** How a conversation list is asked for, page by page. */
import type { View } from "@hearthline/api";
import { infiniteQueryOptions } from "@tanstack/react-query";

import { keys } from "@/lib/keys";

import type { DeskLine } from "./desk-line";
import type { Lists } from "./lists";

export const listOptions = (live: { lists: Lists; line: DeskLine }, view: View, q: string) =>
  infiniteQueryOptions({
    queryKey: keys.list(view, q),
    queryFn: ({ pageParam }) => live.lists.page(view, q, pageParam, live.line),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    staleTime: Infinity,
  });
