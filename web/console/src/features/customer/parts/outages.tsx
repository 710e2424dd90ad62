/** Stops of supply at the premises: going on first, then planned. */
import { PoweroffOutlined, ScheduleOutlined } from "@ant-design/icons";
import type { PlaceOutage, PlaceOutages } from "@hearthline/api";
import { Mark } from "@hearthline/ui";

import { useCopy, useLocale } from "@/lib/locale";
import { useNow } from "@/lib/time";

import { factsCopy } from "../copy-facts";
import { momentOf } from "../shown";

export function Outages({ found }: { found: PlaceOutages }) {
  const text = useCopy(factsCopy);
  const live = found.items.filter((one) => one.status === "ACTIVE" || one.status === "SCHEDULED");
  if (live.length === 0) return <p className="hl-small hl-quiet">{text.noOutage}</p>;
  return (
    <div className="cust-stack">
      {live.map((outage) => (
        <Outage key={outage.id} outage={outage} />
      ))}
    </div>
  );
}

function Outage({ outage }: { outage: PlaceOutage }) {
  const text = useCopy(factsCopy);
  const locale = useLocale();
  const now = useNow(60);
  const active = outage.status === "ACTIVE";
  const end = outage.planned_end_at
    ? text.until(momentOf(outage.planned_end_at, now, locale))
    : text.noEnd;
  return (
    <div className="cust-outage" data-active={active}>
      <span className="cust-line">
        <Mark tone={active ? "danger" : "warn"}>
          {active ? <PoweroffOutlined /> : <ScheduleOutlined />}{" "}
          {active ? text.outageNow : text.outagePlanned}
        </Mark>
        <span className="hl-num">
          {active ? end : `${text.starts(momentOf(outage.start_at, now, locale))}，${end}`}
        </span>
      </span>
      <span className="hl-small hl-quiet">
        {outage.reason_text}
        {outage.affected_households ? ` · ${text.households(outage.affected_households)}` : ""}
      </span>
      {outage.progress_text ? <span className="hl-small">{outage.progress_text}</span> : null}
    </div>
  );
}
