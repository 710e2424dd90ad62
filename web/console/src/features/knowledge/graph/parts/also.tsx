/** What else applies where an item does, and why. */
import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { useMarks } from "@/lib/told";
import { Link } from "react-router";

import { copy } from "../copy";
import { useAssociated } from "../queries";

const REASONS = 3;

export function Also({ articleId }: { articleId: string }) {
  const text = useCopy(copy);
  const marks = useMarks();
  const found = useAssociated(articleId);
  return (
    <section className="kb-section">
      <h3>{text.also}</h3>
      <Shown of={found} title={text.failed} shape={<BoneRows n={3} />}>
        {(items) => (
          <ul className="kb-plain">
            {items.length === 0 ? <li className="hl-quiet">{text.alsoNone}</li> : null}
            {items.map((one) => (
              <li key={one.article_id} className="graph-also">
                <Link to={`/knowledge/items/${one.article_id}`}>{one.title}</Link>
                <span className="hl-small hl-quiet">
                  {text.alsoWhy}{" "}
                  {one.reasons
                    .slice(0, REASONS)
                    .map(({ kind, name }) => `${text.kinds[kind]}“${name}”`)
                    .join(marks.list)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}
