/** The limits as bars: how much of each is used up, in words too. */
import type { DutyClock } from "@hearthline/api";

import { ClockLine, readClock } from "@/lib/duty/clock-line";
import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";

import { copy } from "../copy";

export function ClockBars({ clocks }: { clocks: DutyClock[] }) {
  const text = useCopy(copy);
  if (clocks.length === 0) return <p className="hl-quiet">{text.noClocks}</p>;
  return (
    <div className="ticket-clocks">
      {clocks.map((clock) => (
        <div key={clock.clock} className="ticket-clock">
          <ClockLine clock={clock} />
          {clock.started_at !== null && clock.stopped_at === null ? <Bar clock={clock} /> : null}
        </div>
      ))}
    </div>
  );
}

function Bar({ clock }: { clock: DutyClock }) {
  const now = useNow(15);
  const { state } = readClock(clock, now);
  const share = shareUsed(clock, now);
  return (
    <div className="ticket-bar" data-state={state} aria-hidden="true">
      <span style={{ inlineSize: `${Math.round(share * 100)}%` }} />
    </div>
  );
}

/** How much of a limit is used up, from 0 to 1; by the clock on the wall. */
export function shareUsed(clock: DutyClock, now: number): number {
  if (clock.started_at === null || clock.due_at === null) return 0;
  const begun = Date.parse(clock.started_at);
  const whole = Math.max(1, Date.parse(clock.due_at) - begun);
  const until = clock.stopped_at === null ? now : Date.parse(clock.stopped_at);
  return Math.min(1, Math.max(0, (until - begun) / whole));
}
