/** What is wrong, in which file and where, and what to do; a warning keeps nothing back. */
import type { ImportTrouble } from "@hearthline/api";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";

export function Troubles({ troubles }: { troubles: ImportTrouble[] }) {
  const text = useCopy(copy);
  return (
    <ul className="import-troubles">
      {troubles.map((one, index) => (
        <li key={index} data-warning={one.is_warning}>
          <span className="hl-small hl-quiet">
            {one.is_warning ? text.warning : text.fault} · {one.file}
            {one.place === "" ? null : ` · ${one.place}`}
          </span>
          <span>{one.what}</span>
          <span className="hl-quiet">
            {text.mend}
            {one.mend}
          </span>
        </li>
      ))}
    </ul>
  );
}
