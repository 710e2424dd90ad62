/** Room temperatures, each with its own age, and what comes from pipe and station. */
import type { RoomTemperatures } from "@hearthline/api";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { factsCopy } from "../copy-facts";
import { degrees } from "../shown";

const MOST = 4;

export function Temperatures({ found }: { found: RoomTemperatures }) {
  const text = useCopy(factsCopy);
  if (found.rooms.length === 0 && !found.pipe && !found.station) {
    return <p className="hl-small hl-quiet">{text.noReadings}</p>;
  }
  return (
    <ul className="cust-rows">
      {found.rooms.slice(0, MOST).map((room) => (
        <li key={`${room.room}${room.at}`}>
          <span>
            {room.room}
            {room.valid === false ? <small className="hl-quiet"> {text.invalid}</small> : null}
          </span>
          <strong className="hl-num">{degrees(room.value_c)} ℃</strong>
          <When at={room.at} />
        </li>
      ))}
      {found.pipe ? <Flow name={text.pipe} flow={found.pipe} /> : null}
      {found.station ? <Flow name={found.station.name} flow={found.station} /> : null}
      {found.outdoor_c === null ? null : (
        <li>
          <span>{text.outdoor}</span>
          <span className="hl-num">{degrees(found.outdoor_c)} ℃</span>
          <span />
        </li>
      )}
    </ul>
  );
}

function Flow({ name, flow }: { name: string; flow: { supply_c: number; return_c: number; at: string } }) {
  const text = useCopy(factsCopy);
  return (
    <li className="cust-flow">
      <span>{name}</span>
      <span className="hl-num">{text.supplyReturn(degrees(flow.supply_c), degrees(flow.return_c))}</span>
      <When at={flow.at} />
    </li>
  );
}

export function When({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow(60);
  return (
    <span className="cust-age hl-num" title={fullTime(at)}>
      {shortTime(at, now, locale)}
    </span>
  );
}
