/** The duty desk: what calls, who waits, who is there, and the storm switch. */
import type { DeskWait } from "@hearthline/api";
import { useState } from "react";

import { BoneRows } from "@/lib/shown";

import { useHouse } from "../live";
import { DutyAlarms } from "./duty-alarms";
import { DutyPeople } from "./duty-people";
import { DutyWaits } from "./duty-waits";
import { ListenDrawer } from "./listen-drawer";
import { StormPanel } from "./storm-panel";

export function DutyView() {
  const { frame } = useHouse();
  const [heard, setHeard] = useState<DeskWait | null>(null);
  if (frame === null) return <BoneRows n={8} />;
  const { wall, alarms, storms } = frame;
  return (
    <div className="duty">
      <div className="duty-column">
        <StormPanel storms={storms} queues={wall.queues} />
        <DutyAlarms alarms={alarms} waits={wall.waits} onListen={setHeard} />
      </div>
      <div className="duty-column">
        <DutyWaits wall={wall} onListen={setHeard} />
        <DutyPeople wall={wall} />
      </div>
      <ListenDrawer wait={heard} onClose={() => setHeard(null)} />
    </div>
  );
}
