/** What a plan would change if it were put in force now, thing by thing. */
import type { QueueId, StormChange } from "@hearthline/api";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";

import { dutyCopy } from "../copy-duty";
import { usePreview } from "../queries";

export function StormChanges({ planId, queueIds, districts }: {
  planId: string;
  queueIds: readonly QueueId[];
  districts: readonly string[];
}) {
  const text = useCopy(dutyCopy).storm;
  return (
    <Shown of={usePreview(planId, queueIds, districts)} shape={<BoneRows n={3} />}>
      {({ changes }) =>
        changes.length === 0 ? (
          <p className="hl-small hl-quiet">{text.nothing}</p>
        ) : (
          <dl className="storm-changes" aria-label={text.will}>
            {changes.map((change) => (
              <Change key={`${change.what} ${change.where}`} change={change} />
            ))}
          </dl>
        )
      }
    </Shown>
  );
}

function Change({ change }: { change: StormChange }) {
  const text = useCopy(dutyCopy).storm;
  const said = text.after[change.what]?.(change.then) ?? change.then;
  const isPlain = change.what === "capacity" || change.what === "greeting";
  return (
    <div>
      <dt>
        {text.change[change.what] ?? change.what}
        {change.where === "" ? null : <span className="hl-small hl-quiet"> {change.where}</span>}
      </dt>
      <dd>
        {isPlain && change.now !== "" ? <del className="hl-quiet">{change.now}</del> : null} {said}
      </dd>
    </div>
  );
}
