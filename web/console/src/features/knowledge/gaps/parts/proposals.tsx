/** Answers that colleagues offered: marked in a conversation, or the solution of a ticket. */
import type { GapProposal } from "@hearthline/api";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { copy } from "../copy";

export function Proposals({ proposals }: { proposals: GapProposal[] }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  if (proposals.length === 0) return null;
  return (
    <section className="kb-section">
      <h3>{text.proposals}</h3>
      {proposals.map((one) => (
        <article key={one.id} className="hl-card">
          <strong>{one.question}</strong>
          <p className="kb-text">{one.answer}</p>
          {one.note === "" ? null : <p className="hl-quiet">{one.note}</p>}
          <p className="kb-marks hl-small hl-quiet">
            <span>{text.origins[one.origin] ?? one.origin}</span>
            {one.ticket_no === "" ? null : <span>{text.ticket(one.ticket_no)}</span>}
            <time className="hl-num" dateTime={one.at} title={fullTime(one.at)}>
              {shortTime(one.at, now, locale)}
            </time>
          </p>
        </article>
      ))}
    </section>
  );
}
