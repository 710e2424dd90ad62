/** The sentence as it was heard, with the values that were found in it. */
import type { Tried } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { useState } from "react";

import { useCopy } from "@/lib/locale";

import { tryCopy } from "../../copy-try";
import { Reason } from "./reason";
import { piecesOf } from "./spans";

export function Heard({ tried: { reading, slots } }: { tried: Tried }) {
  const text = useCopy(tryCopy);
  const [pointed, setPointed] = useState<string | null>(null);
  return (
    <Reason title={text.heard}>
      <p className="trial-sentence">
        {piecesOf(reading.normal, slots).map(({ text: piece, types }, index) =>
          types.length === 0 ? (
            <span key={index}>{piece}</span>
          ) : (
            <mark
              key={index}
              title={types.join(" · ")}
              data-strong={pointed === null || types.includes(pointed)}
            >
              {piece}
            </mark>
          ),
        )}
      </p>
      {slots.length === 0 ? <p className="hl-small hl-quiet">{text.noSlots}</p> : null}
      {slots.length > 0 ? (
        <ul className="trial-slots">
          {slots.map((slot) => (
            <li key={slot.type}>
              <button
                type="button"
                aria-pressed={pointed === slot.type}
                title={text.showPlace}
                onClick={() => setPointed(pointed === slot.type ? null : slot.type)}
              >
                <span className="bot-code hl-quiet">{slot.type}</span>
                <span>{slot.value}</span>
                {slot.is_certain ? null : <Mark tone="warn">{text.uncertain}</Mark>}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </Reason>
  );
}
