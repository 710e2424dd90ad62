/** Finding a macro by title, shortcut or pinyin initials, with the keyboard. */
import type { Macro } from "@hearthline/api";
import { Bone, EmptyPlace, Key } from "@hearthline/ui";
import { Input } from "antd";
import { type KeyboardEvent, useState } from "react";

import { isComposing } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { find } from "@/lib/match";
import { useSay } from "@/lib/words";

import { macroCopy } from "../copy-macros";
import { useMacros } from "../queries-macros";

const MOST = 12;

export function MacroMenu({ onChoose, onClose }: {
  onChoose: (macro: Macro) => void;
  onClose: () => void;
}) {
  const text = useCopy(macroCopy);
  const say = useSay();
  const { data, error } = useMacros(true);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const all = (data?.items ?? []).map((macro) => ({ ...macro, text: "" }));
  const found = typed.trim() === "" ? all.slice(0, MOST) : find(all, typed, MOST);
  const chosen = found[Math.min(at, found.length - 1)];

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter" && chosen) onChoose(chosen);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
  }

  return (
    <div className="cust-why">
      <Input
        autoFocus
        value={typed}
        maxLength={40}
        placeholder={text.search}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      {error ? <p className="hl-quiet">{say(error)}</p> : null}
      {!data && !error ? <Bone width="80%" /> : null}
      {data && found.length === 0 ? (
        <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace>
      ) : null}
      <div className="macro-list" role="listbox" aria-label={text.macros}>
        {found.map((macro) => (
          <button
            key={macro.id}
            type="button"
            role="option"
            aria-selected={macro === chosen}
            className="macro-row"
            onClick={() => onChoose(macro)}
          >
            <span className="hl-clip">{macro.title}</span>
            <span className="hl-small hl-quiet">{text.steps(macro.steps.length)}</span>
            <Key>{macro.shortcut}</Key>
          </button>
        ))}
      </div>
    </div>
  );
}
