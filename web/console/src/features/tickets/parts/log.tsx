/** What happened to a ticket, the newest first. */
import type { Ticket } from "@hearthline/api";
import { Timeline } from "antd";

import { useCopy } from "@/lib/locale";
import { fullTime } from "@/lib/time";

import { copy } from "../copy";

export function Log({ ticket }: { ticket: Ticket }) {
  const text = useCopy(copy);
  if (ticket.events.length === 0) return <p className="hl-quiet">{text.noLog}</p>;
  return (
    <Timeline
      items={ticket.events.toReversed().map((event) => {
        const { team_name: team, worker_name: worker } = event.data as Record<string, string | undefined>;
        const whom = [team, worker].filter(Boolean).join(" ");
        return {
          key: `${event.at} ${event.kind}`,
          content: (
            <>
              <div>
                {event.name}
                {whom ? ` → ${whom}` : ""}
                {event.text && event.text !== event.name ? `：${event.text}` : ""}
              </div>
              <span className="hl-small hl-quiet hl-num">
                {[fullTime(event.at), event.actor_name].filter(Boolean).join(" · ")}
              </span>
            </>
          ),
        };
      })}
    />
  );
}
