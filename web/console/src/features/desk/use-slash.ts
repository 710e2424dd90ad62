/** A slash in the box looks for a canned answer: title, shortcut or pinyin initials. */
import type { Canned, CannedId, ConversationId, Row } from "@hearthline/api";
import { type KeyboardEvent, type RefObject, useState } from "react";

import { find } from "@/lib/match";
import { useMay, useMe } from "@/lib/me";

import { noteUsed, useCanned, useFoundCanned, useVariables } from "./queries-canned";
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

const MOST = 8;

export function useSlash({ id, draft, setDraft, box, row }: {
  id: ConversationId;
  draft: string;
  setDraft: (text: string) => void;
  box: RefObject<HTMLTextAreaElement | null>;
  row: Row | null;
}): Slash {
  const me = useMe();
  const may = useMay();
  const [caret, setCaret] = useState(0);
  // By its id: the server's answer may change the order under the finger.
  const [walkedTo, setWalkedTo] = useState<CannedId | null>(null);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const word = slashWord(draft, Math.min(caret, draft.length));
  const open = word !== null && closedFor !== draft;
  const found = useFound(open ? word.query : null, may("desk.reply"));
  const { data: known } = useVariables(id, open && may("desk.reply"));
  const at = Math.max(0, found.findIndex((one) => one.id === walkedTo));

  function choose(canned: Canned): void {
    if (!word) return;
    const facts = { customer: row?.customer.label ?? "", agent: me.name, ...known?.values };
    const text = fillIn(canned.text, facts);
    const next = draft.slice(0, word.from) + text + draft.slice(caret);
    setDraft(next);
    setCaret(word.from + text.length);
    noteUsed(canned.id);
    box.current?.focus();
  }

  function press(event: KeyboardEvent): boolean {
    if (!open) return false;
    const chosen = found[at];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") setClosedFor(draft);
    else if (step !== undefined && found.length > 0) {
      setWalkedTo(found[(at + step + found.length) % found.length]?.id ?? null);
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen) choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  function follow(): void {
    setCaret(box.current?.selectionStart ?? draft.length);
    setWalkedTo(null);
  }

  function start(): void {
    const spaced = draft === "" || /\s$/.test(draft) ? `${draft}/` : `${draft} /`;
    setClosedFor(null);
    setDraft(spaced);
    setCaret(spaced.length);
    box.current?.focus();
  }

  return { open, found, at, choose, press, follow, start };
}

/** Those that fit as the server says, then those that the list at hand finds: alone without a server. */
function useFound(query: string | null, able: boolean): Canned[] {
  const { data: all } = useCanned(able);
  const { data: found } = useFoundCanned(able && query !== null ? query : "");
  if (query === null) return [];
  const here = find(all?.items ?? [], query, MOST);
  if (!found || query === "") return here;
  const told = new Set(found.items.map(({ id }) => id));
  return [...found.items, ...here.filter(({ id }) => !told.has(id))].slice(0, MOST);
}
