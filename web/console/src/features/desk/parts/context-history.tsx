/** Earlier conversations of the same customer. */
import type { ConversationId, CustomerId } from "@hearthline/api";
import { Bone } from "@hearthline/ui";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { useCustomer } from "../queries";

export function History({ customerId, here }: { customerId: CustomerId; here: ConversationId }) {
  const { context: text } = useCopy(copy);
  const { status } = useCopy(words);
  const locale = useLocale();
  const now = useNow(60);
  const { data } = useCustomer(customerId);
  if (!data) return <Bone width="80%" />;
  const earlier = data.conversations.filter((one) => one.id !== here);
  if (earlier.length === 0) return <p className="hl-quiet">{text.noHistory}</p>;
  return (
    <div className="stack">
      {earlier.map((one) => (
        <Link key={one.id} to={`/desk/${one.id}`} className="past">
          <span className="past-head">
            <span title={fullTime(one.opened_at)}>{shortTime(one.opened_at, now, locale)}</span>
            <span className="hl-quiet">{one.channel}</span>
            <span className="push hl-quiet">{status[one.status]}</span>
          </span>
          <span className="hl-clip">{one.last_text}</span>
        </Link>
      ))}
    </div>
  );
}
