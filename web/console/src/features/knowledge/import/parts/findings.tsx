/** How an import or an item of it stands, as a word on a ground. */
import type { ImportFinding, ImportState } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";

export const FINDINGS: ImportFinding[] = ["new", "changed", "duplicate", "faulty", "same"];

const TONES: Record<ImportFinding, Tone> = {
  new: "good",
  changed: "info",
  same: "plain",
  duplicate: "warn",
  faulty: "danger",
};
const STATE_TONES: Record<ImportState, Tone> = {
  waiting: "plain",
  reading: "info",
  ready: "brand",
  refused: "danger",
  applied: "good",
  undone: "plain",
  discarded: "plain",
};

export function FindingMark({ finding, n }: { finding: ImportFinding; n?: number }) {
  const text = useCopy(copy);
  return (
    <Mark tone={TONES[finding]} title={text.findingHints[finding]}>
      {text.findings[finding]}
      {n === undefined ? null : ` ${n}`}
    </Mark>
  );
}

export function StateMark({ state }: { state: ImportState }) {
  const text = useCopy(copy);
  return <Mark tone={STATE_TONES[state]}>{text.states[state]}</Mark>;
}
