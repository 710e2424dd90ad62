/** What was recorded at the customer's: pictures, readings, signatures; and what was refused. */
import type { TicketEvidence, TicketId } from "@hearthline/api";
import { Bone, Mark } from "@hearthline/ui";
import { Image } from "antd";

import { useCopy } from "@/lib/locale";
import { fullTime } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useFieldRecord } from "../queries";

export function Evidence({ id }: { id: TicketId }) {
  const text = useCopy(copy);
  const say = useSay();
  const { data, error } = useFieldRecord(id);
  if (error) return <p className="hl-quiet">{say(error)}</p>;
  if (!data) return <Bone width="80%" />;
  const refused = data.deeds.filter(({ outcome }) => outcome === "refused");
  return (
    <>
      {refused.length > 0 ? <Mark tone="warn">{text.refusedDeeds(refused.length)}</Mark> : null}
      {data.evidence.length === 0 ? <p className="hl-quiet">{text.noEvidence}</p> : null}
      <div className="ticket-evidence">
        {data.evidence.map((one) => (
          <Piece key={one.id} evidence={one} />
        ))}
      </div>
    </>
  );
}

function Piece({ evidence }: { evidence: TicketEvidence }) {
  const text = useCopy(copy);
  const name = text.needs[evidence.kind] ?? evidence.kind;
  return (
    <figure>
      {evidence.url ? <Image src={evidence.url} alt={name} /> : <strong>{evidence.text}</strong>}
      <figcaption className="hl-small hl-quiet">
        {name} · {evidence.by} · {fullTime(evidence.happened_at)}
      </figcaption>
    </figure>
  );
}
