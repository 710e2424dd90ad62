/** The items before and after, in the list that was come from. */
import { useLocation } from "react-router";

import { usePlace } from "@/lib/place";

import { filterOf } from "../filter";
import { itemsIn, useItems } from "../queries";

export interface Neighbours {
  before: string | null;
  next: string | null;
}

export function useNeighbours(id: string): Neighbours {
  const { at } = usePlace();
  const { search } = useLocation();
  const items = itemsIn(useItems(filterOf(at)).data) ?? [];
  const here = items.findIndex(({ article_id: one }) => one === id);
  const to = (index: number): string | null => {
    const item = here < 0 ? undefined : items[index];
    return item === undefined ? null : `/knowledge/items/${item.article_id}${search}`;
  };
  return { before: here > 0 ? to(here - 1) : null, next: to(here + 1) };
}
