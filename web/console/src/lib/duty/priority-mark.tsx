/** How urgent a ticket is, in a word. */
import { Mark, type Tone } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { dutyCopy } from "./copy";

const TONES: Record<string, Tone> = { P0: "danger", P1: "warn" };

export function PriorityMark({ priority }: { priority: string }) {
  const words = useCopy(dutyCopy).priority;
  return <Mark tone={TONES[priority] ?? "plain"}>{words[priority] ?? priority}</Mark>;
}
