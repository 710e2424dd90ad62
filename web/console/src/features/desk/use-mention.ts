/** An @ in a private note looks for a colleague: name, user name or pinyin initials. */
import { type KeyboardEvent, type RefObject, useState } from "react";

import { useColleagues } from "@/lib/colleagues";
import { initials } from "@/lib/pinyin";
import { useMe } from "@/lib/me";

export interface Named {
  id: string;
  name: string;
}

export interface MentionMenu {
  open: boolean;
  found: Named[];
  at: number;
  choose: (person: Named) => void;
  press: (event: KeyboardEvent) => boolean;
  follow: () => void;
}

/** The word after an @ at the caret. Pure. */
export function mentionWord(text: string, caret: number): { from: number; query: string } | null {
  const hit = /@([^\s@]{0,20})$/.exec(text.slice(0, caret));
  return hit ? { from: caret - (hit[1] ?? "").length - 1, query: hit[1] ?? "" } : null;
}

export function findPeople(people: readonly Named[], query: string, limit = 6): Named[] {
  const q = query.toLowerCase();
  return people
    .filter(({ name }) => name.toLowerCase().includes(q) || initials(name).startsWith(q))
    .slice(0, limit);
}

export function useMention({ draft, setDraft, box, wanted }: {
  draft: string;
  setDraft: (text: string) => void;
  box: RefObject<HTMLTextAreaElement | null>;
  wanted: boolean;
}): MentionMenu {
  const me = useMe();
  const { data } = useColleagues();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const word = wanted ? mentionWord(draft, Math.min(caret, draft.length)) : null;
  const others = (data?.items ?? []).filter(({ id }) => id !== me.id);
  const found = word && closedFor !== draft ? findPeople(others, word.query) : [];
  const open = found.length > 0 && found[0]?.name !== word?.query;

  function choose(person: Named): void {
    if (!word) return;
    const text = `${draft.slice(0, word.from)}@${person.name} `;
    setDraft(text + draft.slice(caret));
    setCaret(text.length);
    box.current?.focus();
  }

  function press(event: KeyboardEvent): boolean {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[Math.min(at, found.length - 1)];
    if (event.key === "Escape") setClosedFor(draft);
    else if (step !== undefined) setAt((at + step + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  function follow(): void {
    setCaret(box.current?.selectionStart ?? draft.length);
    setAt(0);
  }

  return { open, found, at: Math.min(at, found.length - 1), choose, press, follow };
}
