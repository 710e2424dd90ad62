/** Under a field: the words of the conversation that it was filled from, and the way back. */
import { Button } from "antd";
import type { ReactNode } from "react";

import { useCopy } from "@/lib/locale";

import { newCopy } from "../copy-new";
import { around } from "../prefilled";
import { type Filling, useFillingHere } from "../use-filling";

/** What stands under a field that was filled; nothing under the others. */
export const sourceOf = ({ sources }: Pick<Filling, "sources">, name: string): ReactNode =>
  sources[name] ? <FieldSource name={name} /> : undefined;

function FieldSource({ name }: { name: string }) {
  const text = useCopy(newCopy);
  const { sources, undo } = useFillingHere();
  const found = sources[name];
  if (!found) return null;
  const [before, span, after] = around(found);
  return (
    <span className="ticket-source hl-small" title={found.said}>
      <span>
        {text.fromTurn(found.seq)} {before}
        <mark>{span}</mark>
        {after}
      </span>
      <Button type="link" size="small" aria-label={text.undoField(found.label)} onClick={() => undo([name])}>
        {text.undo}
      </Button>
    </span>
  );
}

/** Over the form: how many fields came from the conversation, and all of them back at once. */
export function FilledFromTalk() {
  const text = useCopy(newCopy);
  const { sources, undo } = useFillingHere();
  const names = Object.keys(sources);
  if (names.length === 0) return null;
  return (
    <p className="ticket-source hl-small" role="status">
      <span>{text.filled(names.length)}</span>
      <Button type="link" size="small" onClick={() => undo(names)}>
        {text.undoAll}
      </Button>
    </p>
  );
}
