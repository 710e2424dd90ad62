/** Versions that are approved and wait: for somebody, or for their moment. */
import { EmptyPlace } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";

import { type Filter, filterOf } from "../../items/filter";
import { itemsIn, useItems } from "../../items/queries";
import { GateNote, useLastRuns } from "../../shared/gate-note";
import { PublishStrip } from "../../shared/publish-strip";
import { copy } from "../copy";
import { ItemLine } from "./item-line";

const NONE: Filter = filterOf(() => null);

export function PublishView() {
  const text = useCopy(copy);
  const last = useLastRuns();
  const approved = useItems({ ...NONE, state: "approved" });
  const scheduled = useItems({ ...NONE, state: "scheduled" });
  const both = [itemsIn(approved.data), itemsIn(scheduled.data)];
  const data = both.every((one) => one !== undefined) ? both.flatMap((one) => one ?? []) : undefined;
  return (
    <div className="hl-page">
      <Shown
        of={{
          data,
          error: approved.error ?? scheduled.error,
          refetch: () => Promise.all([approved.refetch(), scheduled.refetch()]),
        }}
        title={text.failed}
        shape={<BoneRows n={4} />}
      >
        {(items) =>
          items.length === 0 ? (
            <EmptyPlace title={text.publishNone[0]}>{text.publishNone[1]}</EmptyPlace>
          ) : (
            <>
              <GateNote last={last} />
              {items.map((item) => (
                <article key={item.article_id} className="hl-card">
                  <ItemLine item={item} />
                  <PublishStrip item={item} />
                </article>
              ))}
            </>
          )
        }
      </Shown>
    </div>
  );
}
