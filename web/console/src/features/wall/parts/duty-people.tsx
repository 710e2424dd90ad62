/** The people on duty: set a state in somebody's stead, change what somebody does today. */
import type { AgentNow, Wall } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button, Input } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";

import { copy } from "../copy";
import { dutyCopy } from "../copy-duty";
import { useDuties } from "../queries";
import { clock, secondsSince } from "../saying";
import { DutyDialog } from "./duty-dialog";
import { ForceDialog } from "./force-dialog";

const ORDER = ["away", "wrap_up", "busy", "available", "offline"];
const MOST = 60;

export function DutyPeople({ wall }: { wall: Wall }) {
  const text = useCopy(dutyCopy);
  const [q, setQ] = useState("");
  const [forced, setForced] = useState<AgentNow | null>(null);
  const [changed, setChanged] = useState<AgentNow | null>(null);
  const { data } = useDuties();
  const adjusted = new Set(data?.items.map(({ staff_id }) => staff_id));
  const people = wall.people
    .filter(({ name, state }) => (q === "" ? state !== "offline" : name.includes(q)))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.since.localeCompare(b.since));
  return (
    <section className="hl-card duty-people" aria-label={text.people}>
      <div className="hl-bar">
        <h2>{text.people}</h2>
        <span className="hl-num hl-quiet">{people.length}</span>
        <Input
          size="small"
          className="duty-find push"
          allowClear
          placeholder={text.find}
          aria-label={text.find}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      <ul>
        {people.slice(0, MOST).map((one) => (
          <Line
            key={one.id}
            one={one}
            isAdjusted={adjusted.has(one.id)}
            onForce={() => setForced(one)}
            onChange={() => setChanged(one)}
          />
        ))}
      </ul>
      <ForceDialog person={forced} onClose={() => setForced(null)} />
      <DutyDialog person={changed} wall={wall} isAdjusted={changed !== null && adjusted.has(changed.id)} onClose={() => setChanged(null)} />
    </section>
  );
}

function Line({ one, isAdjusted, onForce, onChange }: {
  one: AgentNow;
  isAdjusted: boolean;
  onForce: () => void;
  onChange: () => void;
}) {
  const words = useCopy(copy);
  const text = useCopy(dutyCopy);
  const now = useNow(5);
  return (
    <li>
      <span className="hl-clip">
        {one.name} {isAdjusted ? <Mark tone="info">{text.adjusted}</Mark> : null}
      </span>
      <span className="presence-state">
        <span className="presence-dot" data-state={one.state} /> {words.states[one.state]}
        {one.reason === words.states[one.state] ? null : (
          <span className="hl-small hl-quiet hl-clip">{one.reason}</span>
        )}
      </span>
      <span className="hl-num">{clock(secondsSince(one.since, now))}</span>
      <span className="hl-num">{one.load}/{one.capacity}</span>
      <Button size="small" onClick={onForce}>{text.force}</Button>
      <Button size="small" onClick={onChange}>{text.duty}</Button>
    </li>
  );
}
