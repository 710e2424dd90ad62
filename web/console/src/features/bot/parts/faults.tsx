/** What is wrong, where, and how to mend it. */
import type { PackFault } from "@hearthline/api";

export function Faults({ faults, isWarning = false }: {
  faults: readonly PackFault[];
  isWarning?: boolean;
}) {
  return (
    <ul className="bot-faults">
      {faults.map((fault) => (
        <li key={`${fault.file}:${fault.line} ${fault.what}`} data-warning={isWarning}>
          <span className="bot-code">
            {fault.file}:{fault.line}
          </span>
          <span>{fault.what}</span>
          {fault.mend ? <span className="hl-small hl-quiet">→ {fault.mend}</span> : null}
        </li>
      ))}
    </ul>
  );
}
