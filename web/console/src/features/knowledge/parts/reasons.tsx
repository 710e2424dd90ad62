/** Which terms in which field made a hit fit, and how much they have in common. */
import type { KnowledgeHit } from "@hearthline/api";

import { useCopy } from "@/lib/locale";
import { percent, useMarks } from "@/lib/told";

import { shared } from "./copy";

export function Reasons({ why }: { why: KnowledgeHit["why"] }) {
  const { why: text } = useCopy(shared);
  const marks = useMarks();
  if (why.length === 0) return null;
  return (
    <ul className="kb-why hl-small" aria-label={text.reasons}>
      {why.map((one, index) => (
        <li key={index}>
          <span className="hl-quiet">
            {text.fields[one.field] ?? one.field} · {text.ways[one.channel] ?? one.channel}
          </span>
          <span className="hl-clip" title={one.terms.join(marks.list)}>
            {one.terms.join(marks.list).replaceAll("_", " ")}
          </span>
          <span className="hl-num hl-quiet">{text.gave(percent(one.share))}</span>
        </li>
      ))}
    </ul>
  );
}
