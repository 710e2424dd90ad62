/** Where an item is used, and which others are asked nearly the same. */
import type { ItemConflict } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { percent } from "@/lib/told";

import { conflictsOf, useConflicts, useUses } from "../../shared/queries";
import { copy } from "./copy";

export function UsesPanel({ id }: { id: string }) {
  const text = useCopy(copy);
  const uses = useUses(id);
  const conflicts = useConflicts();
  return (
    <div className="editor-facts">
      <h3>{text.usedIn}</h3>
      <Shown of={uses} shape={<BoneRows n={2} />}>
        {(found) =>
          found.length === 0 ? (
            <p className="hl-quiet">{text.usedNone}</p>
          ) : (
            <ul className="kb-lines">
              {found.map((use) => (
                <li key={`${use.kind}-${use.id}-${use.how}`}>
                  <Mark>{text.useKinds[use.kind] ?? use.kind}</Mark>
                  {use.kind === "item" ? (
                    <Link to={`/knowledge/items?q=${encodeURIComponent(use.id)}`}>{use.title}</Link>
                  ) : (
                    <span>{use.title}</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <h3>{text.conflicts}</h3>
      <Shown of={conflicts} shape={<BoneRows n={2} />}>
        {({ items }) => {
          const mine = conflictsOf(items, id);
          if (mine.length === 0) return <p className="hl-quiet">{text.conflictsNone}</p>;
          return mine.map((one) => <Other key={`${one.left.article_id}-${one.right.article_id}`} of={id} conflict={one} />);
        }}
      </Shown>
    </div>
  );
}

function Other({ of, conflict }: { of: string; conflict: ItemConflict }) {
  const text = useCopy(copy);
  const other = conflict.left.article_id === of ? conflict.right : conflict.left;
  return (
    <article className="hl-card">
      <span className="hl-bar">
        <Mark tone={conflict.is_repetition ? "plain" : "warn"}>
          {conflict.is_repetition ? text.repetition : text.contradiction}
        </Mark>
        <span className="hl-small hl-quiet hl-num">{text.alike(percent(conflict.alike))}</span>
      </span>
      <Link to={`/knowledge/items/${other.article_id}`}>{other.title}</Link>
      <p className="hl-small hl-quiet">{other.question}</p>
      <p className="hl-small kb-text">{other.answer}</p>
    </article>
  );
}
