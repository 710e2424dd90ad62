/** Two items that are asked nearly the same, side by side. */
import type { ItemConflict } from "@hearthline/api";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { percent } from "@/lib/told";

import { useConflicts } from "../../shared/queries";
import { copy } from "../copy";

export function ConflictsView() {
  const text = useCopy(copy);
  const conflicts = useConflicts();
  return (
    <div className="hl-page">
      <Shown of={conflicts} title={text.conflictsFailed} shape={<BoneRows n={4} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyPlace title={text.conflictsNone[0]}>{text.conflictsNone[1]}</EmptyPlace>
          ) : (
            items.map((one) => (
              <Pair key={`${one.left.article_id}-${one.right.article_id}`} conflict={one} />
            ))
          )
        }
      </Shown>
    </div>
  );
}

function Pair({ conflict }: { conflict: ItemConflict }) {
  const text = useCopy(copy);
  const { left, right, alike, is_repetition: isSame } = conflict;
  return (
    <article className="hl-card">
      <span className="hl-bar">
        <Mark tone={isSame ? "plain" : "warn"}>{isSame ? text.repetition : text.contradiction}</Mark>
        <span className="hl-small hl-quiet hl-num">{text.alike(percent(alike))}</span>
      </span>
      <div className="review-pair">
        {[left, right].map((side) => (
          <div key={side.article_id}>
            <Link to={`/knowledge/items/${side.article_id}`}>{side.title}</Link>
            <span className="hl-small hl-quiet">{side.question}</span>
            <span className="kb-text">{side.answer}</span>
          </div>
        ))}
      </div>
    </article>
  );
}
