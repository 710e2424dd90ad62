/** Other tickets that this one has to do with. */
import type { RelatedTicket } from "@hearthline/api";
import { Link } from "react-router";

import { dutyCopy } from "@/lib/duty/copy";
import { useCopy } from "@/lib/locale";

import { copy } from "../copy";

export function Related({ related }: { related: RelatedTicket[] }) {
  const text = useCopy(copy);
  const duty = useCopy(dutyCopy);
  const states = duty.status as Record<string, string>;
  return (
    <ul className="ticket-related">
      {related.map((one) => (
        <li key={one.id}>
          <span className="hl-quiet">{text.how[one.how] ?? one.how}</span>
          <Link to={`/tickets/${one.id}`} className="hl-num">
            {one.work_order_no}
          </Link>
          <span>{one.title || one.type_name}</span>
          <span className="hl-quiet">{states[one.status] ?? one.status}</span>
        </li>
      ))}
    </ul>
  );
}
