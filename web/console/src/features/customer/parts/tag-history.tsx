/** All tags that ever were, with who gave and took them. */
import type { CustomerId } from "@hearthline/api";
import { Mark } from "@hearthline/ui";

import { useCopy, useLocale } from "@/lib/locale";

import { peopleCopy } from "../copy-people";
import { useTags } from "../queries-people";
import { dayOf, tagName } from "../shown";

export function TagHistory({ id }: { id: CustomerId }) {
  const text = useCopy(peopleCopy);
  const locale = useLocale();
  const { data } = useTags(id, "ever");
  return (
    <section className="cust-part">
      <h3>{text.history}</h3>
      {data?.items.length === 0 ? <p className="hl-small hl-quiet">{text.noTagHistory}</p> : null}
      {data?.items.map((tag) => (
        <div key={tag.id} className="cust-line">
          <Mark tone={tag.removed_at ? "plain" : "info"}>{tagName(tag, locale)}</Mark>
          <span className="hl-small">{tag.reason}</span>
          <span className="cust-push hl-small hl-quiet">
            {tag.added_by_name ?? text.tagSources[tag.source]} {dayOf(tag.from_at, locale)}
            {tag.removed_at
              ? ` → ${tag.removed_by_name ?? ""} ${dayOf(tag.removed_at, locale)}：${tag.removed_why ?? ""}`
              : ""}
          </span>
        </div>
      ))}
    </section>
  );
}
