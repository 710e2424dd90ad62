/** An item as a line: its title leads to it, facts stand beside. */
import type { Item } from "@hearthline/api";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";

import { itemCopy } from "../../shared/copy";

export function ItemLine({ item, children }: { item: Item; children?: React.ReactNode }) {
  const items = useCopy(itemCopy);
  return (
    <div className="review-line">
      <span>
        <Link to={`/knowledge/items/${item.article_id}`}>{item.title || items.untitled}</Link>
        <span className="hl-small hl-quiet">
          {items.kinds[item.kind]} · {item.catalogue || items.noPlace}
        </span>
      </span>
      {children}
    </div>
  );
}
