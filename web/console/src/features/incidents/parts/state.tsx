/** How far an incident has come, in a word. */
import type { IncidentState } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";

const TONES: Record<IncidentState, Tone> = {
  suspected: "warn",
  confirmed: "danger",
  restored: "good",
  closed: "plain",
  dismissed: "plain",
};

export function StateMark({ state }: { state: IncidentState }) {
  const text = useCopy(copy);
  return <Mark tone={TONES[state]}>{text.states[state]}</Mark>;
}
