/** The first Enter shows what is doubtful, the second sends. */
import type { ConversationId } from "@hearthline/api";
import { useRef, useState } from "react";

import { useCopy } from "@/lib/locale";

import { check, type Warning } from "./checking";
import { writingCopy } from "./copy-writing";

export interface Checked {
  /** What was found in a text that still stands as it was checked. */
  warnings: (text: string) => readonly Warning[];
  /** A check is under way; Enter is heard but waits for it. */
  busy: boolean;
  /** Sends at once what was checked already as it stands, else after the check finds nothing. */
  thenSend: (text: string, send: () => void) => void;
  forget: () => void;
}

const NONE: readonly Warning[] = [];

export function useCheck(id: ConversationId): Checked {
  const { nearNumber } = useCopy(writingCopy);
  const [seen, setSeen] = useState<{ text: string; warnings: readonly Warning[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);

  function thenSend(text: string, send: () => void): void {
    if (running.current) return;
    if (seen?.text === text) {
      setSeen(null);
      send();
      return;
    }
    running.current = true;
    setBusy(true);
    void check(id, text, nearNumber).then((warnings) => {
      running.current = false;
      setBusy(false);
      if (warnings.length === 0) send();
      setSeen(warnings.length === 0 ? null : { text, warnings });
    });
  }

  const warnings = (text: string) => (seen?.text === text ? seen.warnings : NONE);
  return { warnings, busy, thenSend, forget: () => setSeen(null) };
}
