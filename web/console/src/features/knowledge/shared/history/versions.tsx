/** Any two versions side by side, and going back to an earlier one. */
import type { Publication, Revision } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { itemCopy } from "../copy";
import { diffCopy } from "../diff/copy";
import { Differences } from "../diff/differences";
import { useDiff } from "../queries";
import { ReasonDialog } from "../reason-dialog";
import { historyCopy } from "./copy";
import { useRolling } from "./use-rolling";
import { VersionList } from "./version-list";

export interface Sides {
  before: number | null;
  after: number | null;
}

/** Picks a version beside the one that was picked last; the older stands left. */
export function picked(sides: Sides, version: number): Sides {
  if (sides.before === version || sides.after === version) return sides;
  const kept = sides.after ?? sides.before ?? version;
  return { before: Math.min(kept, version), after: Math.max(kept, version) };
}

const numberOf = (word: string | null): number | null => (word === null ? null : Number(word) || null);

export function Versions({ id, revisions, publications }: {
  id: string;
  revisions: Revision[];
  publications: Publication[];
}) {
  const text = useCopy(historyCopy);
  const place = usePlace();
  const [asks, setAsks] = useState<number | null>(null);
  const newest = revisions[0]?.version ?? null;
  const sides: Sides = {
    before: numberOf(place.at("before")) ?? revisions[1]?.version ?? null,
    after: numberOf(place.at("after")) ?? newest,
  };
  const live = revisions.find((one) => one.is_published)?.version ?? null;
  const rolling = useRolling(id, live, () => setAsks(null));
  if (newest === null) return <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace>;
  return (
    <div className="history-body">
      <VersionList
        revisions={revisions}
        publications={publications}
        sides={sides}
        onRollBack={setAsks}
        onPick={(version) => {
          const { before, after } = picked(sides, version);
          place.go({ before: String(before), after: String(after) });
        }}
      />
      <section className="hl-page">
        {sides.before === null ? (
          <p className="hl-quiet">{text.onlyOne}</p>
        ) : (
          <Compared id={id} sides={{ before: sides.before, after: sides.after }} />
        )}
      </section>
      {asks === null ? null : (
        <ReasonDialog
          title={text.rollBackTitle(asks)}
          hint={text.rollBackHint(live, asks)}
          deed={text.rollBack}
          label={text.reason}
          isBusy={rolling.isBusy}
          onDo={(reason) => rolling.rollBack(asks, reason)}
          onClose={() => setAsks(null)}
        />
      )}
    </div>
  );
}

function Compared({ id, sides }: { id: string; sides: Sides }) {
  const text = useCopy(diffCopy);
  const items = useCopy(itemCopy);
  const differences = useDiff(id, sides);
  return (
    <Shown of={differences} title={text.failed} shape={<BoneRows n={4} />}>
      {(fields) => (
        <Differences
          fields={fields}
          before={items.version(sides.before ?? 0)}
          after={items.version(sides.after ?? 0)}
        />
      )}
    </Shown>
  );
}
