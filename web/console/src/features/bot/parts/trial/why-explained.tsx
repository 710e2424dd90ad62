/** Which terms weighed in and which examples are most alike, as the classifier explains it. */
import { useCopy } from "@/lib/locale";

import { tryCopy } from "../../copy-try";
import { Reason } from "./reason";
import { type Reason as OneReason, reasonsOf } from "./spans";

const SHOWN = 8;

export function Explained({ explained }: { explained: Record<string, unknown> | null }) {
  const text = useCopy(tryCopy);
  const lists = reasonsOf(explained);
  if (lists.length === 0) return null;
  const names: Record<string, string> = {
    terms: text.terms,
    nearest: text.neighbours,
    neighbours: text.neighbours,
    examples: text.neighbours,
  };
  return (
    <Reason title={text.explained}>
      {lists.map(({ name, reasons }) => (
        <div key={name} className="trial-explained">
          <span className="hl-small hl-quiet">{names[name] ?? name}</span>
          <Weights reasons={reasons.slice(0, SHOWN)} />
        </div>
      ))}
    </Reason>
  );
}

function Weights({ reasons }: { reasons: OneReason[] }) {
  const most = Math.max(...reasons.map(({ weight }) => Math.abs(weight ?? 0)), 0);
  return (
    <ul className="trial-weights">
      {reasons.map(({ text, note, weight }, index) => (
        <li key={index}>
          <span className="hl-clip" title={note ? `${text} · ${note}` : text}>
            {text} {note ? <span className="hl-small hl-quiet">{note}</span> : null}
          </span>
          {weight === null ? null : (
            <>
              <span className="bot-meter" data-tone={weight < 0 ? "bad" : "best"}>
                <span style={{ width: `${most > 0 ? (Math.abs(weight) / most) * 100 : 0}%` }} />
              </span>
              <span className="hl-num hl-small">{weight.toFixed(2)}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
