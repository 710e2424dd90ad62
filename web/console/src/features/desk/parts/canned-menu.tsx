/** Canned answers that fit what follows the slash. */
import { Key } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import type { Slash } from "../use-slash";

export function CannedMenu({ slash }: { slash: Slash }) {
  const { composer: text } = useCopy(copy);
  return (
    <div className="canned" role="listbox" aria-label={text.canned}>
      {slash.found.length === 0 ? <p className="canned-none">{text.noCanned}</p> : null}
      {slash.found.map((canned, index) => (
        <button
          key={canned.id}
          type="button"
          role="option"
          aria-selected={index === slash.at}
          className="canned-row"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => slash.choose(canned)}
        >
          <strong className="hl-clip">{canned.title}</strong>
          <Key>/{canned.shortcut}</Key>
          <span className="hl-small hl-quiet hl-clip">{canned.text}</span>
        </button>
      ))}
    </div>
  );
}
