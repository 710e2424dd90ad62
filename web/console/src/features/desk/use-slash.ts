/** A slash in the box looks for a canned answer: title, shortcut or pinyin initials. */
import type { Canned, Row } from "@hearthline/api";
import { type KeyboardEvent, type RefObject, useState } from "react";

import { find } from "@/lib/match";
import { useMay, useMe } from "@/lib/me";

import { useCanned } from "./queries";
import { fillIn, slashWord } from "./variables";

export interface Slash {
  open: boolean;
  found: Canned[];
  at: number;
  choose: (canned: Canned) => void;
  press: (event: KeyboardEvent) => boolean;
  follow: () => void;
  start: () => void;
}

export function useSlash({ draft, setDraft, box, row }: {
  draft: string;
  setDraft: (text: string) => void;
  box: RefObject<HTMLTextAreaElement | null>;
  row: Row | null;
}): Slash {
  const me = useMe();
  const may = useMay();
  const { data } = useCanned(may("desk.reply"));
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const word = slashWord(draft, Math.min(caret, draft.length));
  const open = word !== null && closedFor !== draft;
  const found = open ? find(data?.items ?? [], word.query) : [];

  function choose(canned: Canned): void {
    if (!word) return;
    const facts = { customer: row?.customer.label ?? "", agent: me.name };
    const text = fillIn(canned.text, facts);
    const next = draft.slice(0, word.from) + text + draft.slice(caret);
    setDraft(next);
    setCaret(word.from + text.length);
    box.current?.focus();
  }

  function press(event: KeyboardEvent): boolean {
    if (!open) return false;
    const chosen = found[Math.min(at, found.length - 1)];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") setClosedFor(draft);
    else if (step !== undefined && found.length > 0) {
      setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen) choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  function follow(): void {
    setCaret(box.current?.selectionStart ?? draft.length);
    setAt(0);
  }

  function start(): void {
    const spaced = draft === "" || /\s$/.test(draft) ? `${draft}/` : `${draft} /`;
    setClosedFor(null);
    setDraft(spaced);
    setCaret(spaced.length);
    box.current?.focus();
  }

  return { open, found, at: Math.min(at, found.length - 1), choose, press, follow, start };
}
