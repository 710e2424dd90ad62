/** States of rows and sheets, as words with a tone. */
import type { Intake } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import type { Kind } from "../kinds";

const TONES: Record<Kind, Tone> = {
  new: "good",
  urged: "warn",
  moved: "info",
  same: "plain",
  twice: "plain",
  faulty: "danger",
};

export function KindMark({ kind }: { kind: Kind }) {
  const text = useCopy(copy);
  return <Mark tone={TONES[kind]}>{text.kinds[kind]}</Mark>;
}

const STATES: Record<Intake["state"], Tone> = {
  waiting: "plain",
  working: "info",
  done: "good",
  failed: "danger",
};

export function StateMark({ state }: { state: Intake["state"] }) {
  const text = useCopy(copy);
  return <Mark tone={STATES[state]}>{text.states[state]}</Mark>;
}
