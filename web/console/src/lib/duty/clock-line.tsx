/** A duty clock: its name, its state in a word, and the number. */
import type { ClockState, DutyClock } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";

import { type Locale, useCopy, useLocale } from "@/lib/locale";
import { duration, fullTime, useNow } from "@/lib/time";

import { dutyCopy } from "./copy";

const TONES: Record<ClockState | "soon", Tone> = {
  waiting: "plain",
  running: "info",
  soon: "warn",
  met: "good",
  missed: "danger",
  paused: "plain",
  ended: "plain",
};
/** The share of its time after which a running clock asks for attention. */
const SOON_SHARE = 0.8;

/** What the clock says now: time may have run out since the server told of it. */
export function readClock(clock: DutyClock, now: number): { state: ClockState | "soon"; leftS: number | null } {
  const { state, due_at: due } = clock;
  const counts = (state === "running" || state === "missed") && clock.stopped_at === null;
  if (!counts || due === null) return { state, leftS: null };
  const leftS = (Date.parse(due) - now) / 1_000;
  if (leftS < 0) return { state: "missed", leftS };
  return { state: state === "running" && shareGone(clock, now) >= SOON_SHARE ? "soon" : state, leftS };
}

function shareGone({ started_at: started, due_at: due }: DutyClock, now: number): number {
  if (started === null || due === null) return 0;
  const begun = Date.parse(started);
  return (now - begun) / Math.max(1, Date.parse(due) - begun);
}

export function ClockLine({ clock }: { clock: DutyClock }) {
  const text = useCopy(dutyCopy);
  const locale = useLocale();
  const { state, leftS } = readClock(clock, useNow(15));
  const due = clock.due_at === null ? "" : ` · ${text.due(fullTime(clock.due_at))}`;
  return (
    <div className="hl-clock" title={`${clock.clock}${due}`}>
      <span className="hl-clip">{clock.name}</span>
      <span className="hl-num hl-quiet">{leftS === null ? "" : number(leftS, locale, text)}</span>
      <Mark tone={TONES[state]}>{text.clock[state]}</Mark>
    </div>
  );
}

const number = (leftS: number, locale: Locale, text: typeof dutyCopy.zh): string =>
  leftS < 0 ? text.over(duration(-leftS, locale)) : text.left(duration(leftS, locale));

/** The clock that matters next: the one that runs out, or ran out, first. */
export function nextClock(clocks: readonly DutyClock[]): DutyClock | null {
  const open = clocks.filter(
    (clock) => clock.stopped_at === null && (clock.state === "running" || clock.state === "missed"),
  );
  return open.toSorted((a, b) => (a.due_at ?? "~").localeCompare(b.due_at ?? "~"))[0] ?? null;
}
