/** A hit: what would be done with it, how sure, and which terms in which fields made it fit. */
import type { KnowledgeHit } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { percent } from "@/lib/told";

import { shared } from "../../parts/copy";
import { Reasons } from "../../parts/reasons";
import { copy } from "../copy";

export const BAND_TONES: Record<KnowledgeHit["band"], Tone> = { direct: "good", clarify: "warn", none: "plain" };

export function HitSeen({ hit }: { hit: KnowledgeHit }) {
  const text = useCopy(copy);
  const names = useCopy(shared);
  return (
    <li className="hl-card">
      <header className="kb-line">
        <span className="kb-marks">
          <Link to={`/knowledge/items/${hit.article_id}`}>
            <strong>{hit.title}</strong>
          </Link>
          <Mark tone={BAND_TONES[hit.band]} title={text.bandHints[hit.band]}>
            {text.bands[hit.band]}
          </Mark>
          <span className="hl-small hl-quiet hl-num">{names.version(hit.version)}</span>
        </span>
        <span className="trial-sure">
          <span className="trial-meter" data-band={hit.band} aria-hidden>
            <span style={{ width: percent(hit.score) }} />
          </span>
          <span className="hl-num">
            <span className="hl-hidden">{text.certain} </span>
            {percent(hit.score, 1)}
          </span>
        </span>
      </header>
      <p className="hl-small hl-quiet">
        {text.closest} {hit.question}
      </p>
      <Reasons why={hit.why} />
    </li>
  );
}
