/** A duty clock: its name, its state in a word, and the number. */
import type { DutyClock } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";

import { useCopy, useLocale } from "@/lib/locale";
import { duration, fullTime, useNow } from "@/lib/time";

import { dutyCopy } from "./copy";

const TONES: Record<DutyClock["state"] | "soon", Tone> = {
  soon: "warn",
  running: "info",
  met: "good",
  missed: "danger",
  paused: "plain",
};
const SOON_S = 900;

export function ClockLine({ clock }: { clock: DutyClock }) {
  const text = useCopy(dutyCopy);
  const locale = useLocale();
  const now = useNow(15);
  const left = (Date.parse(clock.due_at) - now) / 1_000;
  const overdue = clock.state === "running" && left < 0;
  const soon = clock.state === "running" && left >= 0 && left < SOON_S;
  const state = overdue ? "missed" : soon ? "soon" : clock.state;
  return (
    <div className="hl-clock" title={`${clock.clock} · ${text.due(fullTime(clock.due_at))}`}>
      <span className="hl-clip">{clock.name}</span>
      <span className="hl-num hl-quiet">
        {clock.stopped_at === null
          ? left >= 0
            ? text.left(duration(left, locale))
            : text.over(duration(-left, locale))
          : ""}
      </span>
      <Mark tone={TONES[state]}>{text.clock[state]}</Mark>
    </div>
  );
}

/** The clock that matters next: what is missed first, then what runs out soonest. */
export function nextClock(clocks: readonly DutyClock[]): DutyClock | null {
  const open = clocks.filter((clock) => clock.stopped_at === null && clock.state !== "met");
  return open.toSorted((a, b) => a.due_at.localeCompare(b.due_at))[0] ?? null;
}
