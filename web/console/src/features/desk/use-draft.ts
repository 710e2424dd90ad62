/** The words not sent yet of one conversation, and what others put into them. */
import type { ConversationId } from "@hearthline/api";
import { type RefObject, useEffect, useRef, useState } from "react";

import { keepDraft, readDraft } from "@/lib/drafts";
import { useStore } from "@/lib/store";

import { insertion } from "./desk-state";
import { tellTyping } from "./queries";

export const LONGEST = 4_000;
const TYPING_EVERY_MS = 3_000;

export function useDraft(
  id: ConversationId,
  box: RefObject<HTMLTextAreaElement | null>,
): [string, (text: string) => void] {
  const [draft, setDraft] = useState(() => readDraft(id));
  const told = useRef(0);
  const wish = useStore(insertion, (value) => value);
  const done = useRef(wish.n);

  function change(text: string): void {
    setDraft(text);
    keepDraft(id, text);
    const now = Date.now();
    if (text === "" && told.current > 0) {
      told.current = 0;
      tellTyping(id, false);
    } else if (text !== "" && now - told.current > TYPING_EVERY_MS) {
      told.current = now;
      tellTyping(id, true);
    }
  }

  useEffect(() => {
    if (wish.n === done.current) return;
    done.current = wish.n;
    const node = box.current;
    const at = node?.selectionStart ?? draft.length;
    const text = draft.slice(0, at) + wish.text + draft.slice(at);
    setDraft(text);
    keepDraft(id, text);
    node?.focus();
  }, [wish, draft, id, box]);

  useEffect(() => box.current?.focus(), [box]);
  return [draft, change];
}
