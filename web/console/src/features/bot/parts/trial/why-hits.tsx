/** The articles that were found, and which terms of which field made them fit. */
import type { Tried } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";
import { percent } from "@/lib/told";

import { tryCopy } from "../../copy-try";
import { Reason } from "./reason";

type Hit = Tried["hits"][number];
const TONES: Record<Hit["band"], Tone> = { direct: "good", clarify: "warn", none: "plain" };

export function Hits({ hits }: { hits: Hit[] }) {
  const text = useCopy(tryCopy);
  return (
    <Reason title={text.knowledge}>
      {hits.length === 0 ? <p className="hl-small hl-quiet">{text.noHits}</p> : null}
      {hits.map((hit) => (
        <details key={hit.slug} className="trial-hit">
          <summary>
            <span className="hl-clip">{hit.title}</span>
            <Mark tone={TONES[hit.band]}>{text.bands[hit.band]}</Mark>
            <span className="hl-num hl-small">{hit.score.toFixed(2)}</span>
          </summary>
          <p className="hl-small">
            {hit.question} <span className="bot-code hl-quiet">{hit.slug}</span>
          </p>
          <ul className="trial-hit-why hl-small">
            {hit.why.map(({ field, channel, terms, share }) => (
              <li key={`${field} ${channel}`}>
                <span className="hl-quiet">
                  {text.fields[field] ?? field} · {text.channels[channel] ?? channel}
                </span>
                <span className="hl-num">{percent(share)}</span>
                <span>{terms.join(" ")}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Reason>
  );
}
