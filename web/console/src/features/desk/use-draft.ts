/** The words not sent yet of one conversation, and what others put into them. */
import type { ConversationId, DraftFrame, DraftMode } from "@hearthline/api";
import { type RefObject, useEffect, useRef } from "react";

import { useFrames, useLive } from "@/lib/live/live";
import { useStore } from "@/lib/store";

import { insertion } from "./desk-state";
import { type Draft, Drafting } from "./drafting";
import { tellTyping } from "./queries";
import { draftServer, TAB } from "./queries-writing";

export const LONGEST = 4_000;
const TYPING_EVERY_MS = 3_000;

/** Drafts outlive the panes that show them, so that a walk from one to another loses nothing. */
const held = new Map<ConversationId, Drafting>();

export function draftingOf(id: ConversationId): Drafting {
  const known = held.get(id);
  if (known) return known;
  const made = new Drafting(id, draftServer, TAB);
  held.set(id, made);
  return made;
}

/** For tests: as a page that was opened anew. */
export const forgetDrafts = (): void => held.clear();

export interface Typing extends Draft {
  setText: (text: string) => void;
  setMode: (mode: DraftMode) => void;
}

export function useDraft(
  id: ConversationId,
  box: RefObject<HTMLTextAreaElement | null>,
): Typing {
  const { threads } = useLive();
  const drafting = draftingOf(id);
  const draft = useStore(drafting.store, (value) => value);
  const tell = useTypingTold(id, draft.mode);
  const wish = useStore(insertion, (value) => value);
  const done = useRef(wish.n);

  useEffect(() => {
    void drafting.load().then((stands) => {
      for (const { client_id, text, made_at, due_at } of stands?.pending ?? []) {
        const facts = { clientId: client_id, text, at: made_at, dueAt: due_at };
        threads.apply(id, { do: "wait", ...facts });
      }
    });
    const flush = () => drafting.flush();
    globalThis.addEventListener("pagehide", flush);
    return () => {
      globalThis.removeEventListener("pagehide", flush);
      flush();
    };
  }, [drafting, threads, id]);

  useFrames<DraftFrame>("draft", (frame) => {
    if (frame.conversation_id !== id) return;
    drafting.hear(frame);
    if (frame.returned !== null) threads.apply(id, { do: "returned" });
  });
  useFrames("live", () => void drafting.load());

  function setText(text: string): void {
    drafting.type({ text });
    tell(text);
  }

  useEffect(() => {
    if (wish.n === done.current) return;
    done.current = wish.n;
    const node = box.current;
    const now = drafting.store.get().text;
    const at = node?.selectionStart ?? now.length;
    drafting.type({ text: now.slice(0, at) + wish.text + now.slice(at) });
    node?.focus();
  }, [wish, drafting, box]);

  useEffect(() => box.current?.focus(), [box]);
  return { ...draft, setText, setMode: (mode) => drafting.type({ mode }) };
}

/** Tells the customer that one types, every few seconds while it is so; never of a private note. */
function useTypingTold(id: ConversationId, mode: DraftMode): (text: string) => void {
  const told = useRef(0);
  return (text) => {
    if (mode === "note") return;
    const now = Date.now();
    if (text === "" && told.current > 0) {
      told.current = 0;
      tellTyping(id, false);
    } else if (text !== "" && now - told.current > TYPING_EVERY_MS) {
      told.current = now;
      tellTyping(id, true);
    }
  };
}
