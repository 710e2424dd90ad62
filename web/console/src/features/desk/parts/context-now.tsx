/** Why a person is needed, what was said so far, and what is known already. */
import type { Row } from "@hearthline/api";
import { Bone, Mark } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";
import { reasonCopy, reasonIn } from "@/lib/reasons";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useHandover } from "../queries";

export function Now({ row }: { row: Row }) {
  const { context: text } = useCopy(copy);
  const reasons = useCopy(reasonCopy);
  const say = useSay();
  const { data, error } = useHandover(row.id, row.queued_at ?? "");
  if (error) return <p className="hl-quiet">{say(error)}</p>;
  if (!data) return <Bone width="80%" />;
  const reason = data.reason ?? row.reason;
  const emotion = text.emotions[data.emotion];
  if (!reason && !data.summary && data.slots.length === 0) {
    return <p className="hl-quiet">{text.noHandover}</p>;
  }
  return (
    <>
      <Part title={text.handover} shown={Boolean(reason ?? emotion)}>
        <span className="marks">
          {reason ? <Mark tone="brand">{reasonIn(reasons, reason)}</Mark> : null}
          {emotion ? <Mark tone="warn">{emotion}</Mark> : null}
        </span>
      </Part>
      <Part title={text.summary} shown={Boolean(data.summary)}>
        <p className="words">{data.summary}</p>
      </Part>
      <Part title={text.slots} shown={data.slots.length > 0}>
        <dl className="facts">
          {data.slots.map((slot) => (
            <div key={slot.name}>
              <dt>{slot.label}</dt>
              <dd>{slot.value}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={text.tried} shown={data.tried.length > 0}>
        <ul className="plain">
          {data.tried.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Part({ title, shown, children }: {
  title: string;
  shown: boolean;
  children: React.ReactNode;
}) {
  if (!shown) return null;
  return (
    <section className="context-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
