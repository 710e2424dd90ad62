/** The people on the wall, by state; whoever has been in one for long stands first. */
import type { AgentNow } from "@hearthline/api";

import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";

import { copy } from "../copy";
import { clock, secondsSince } from "../saying";

const STATES = ["available", "busy", "wrap_up", "away"] as const;
const MOST: Record<string, number> = { available: 12, busy: 4, wrap_up: 4, away: 4 };

export function WallPeople({ people }: { people: AgentNow[] }) {
  const text = useCopy(copy);
  return (
    <section className="wall-card wall-people" aria-label={text.people}>
      {STATES.map((state) => (
        <State key={state} state={state} people={people.filter((one) => one.state === state)} />
      ))}
    </section>
  );
}

function State({ state, people }: { state: (typeof STATES)[number]; people: AgentNow[] }) {
  const text = useCopy(copy);
  const now = useNow(5);
  const most = MOST[state] ?? 0;
  const shown = people.toSorted((a, b) => a.since.localeCompare(b.since)).slice(0, most);
  return (
    <div className="wall-state" data-state={state}>
      <h2>
        <span className="presence-dot" data-state={state} /> {text.states[state]}
        <strong>{people.length}</strong>
      </h2>
      <ul>
        {shown.map((one) => (
          <li key={one.id}>
            <span className="hl-clip">{one.name}</span>
            <span className="wall-sub hl-clip">
              {state === "available" ? `${one.load}/${one.capacity}` : one.reason === text.states[state] ? null : one.reason}
            </span>
            <span className="hl-num wall-sub">{clock(secondsSince(one.since, now))}</span>
          </li>
        ))}
        {people.length > most ? <li className="wall-sub">{text.more(people.length - most)}</li> : null}
      </ul>
    </div>
  );
}
