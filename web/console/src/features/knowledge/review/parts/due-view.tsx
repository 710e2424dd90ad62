/** What is over, what ends soon, and what should have been looked at again. */
import type { Item } from "@hearthline/api";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";

import { dayOf, type Filter, filterOf } from "../../items/filter";
import { itemsIn, useItems } from "../../items/queries";
import { copy } from "../copy";
import { ItemLine } from "./item-line";

const NONE: Filter = filterOf(() => null);
const KINDS = {
  expired: { ...NONE, state: "expired" },
  ending: { ...NONE, state: "published", due: "ending" },
  review: { ...NONE, state: "published", due: "review" },
} satisfies Record<string, Filter>;
type Kind = keyof typeof KINDS;

export function DueView() {
  return (
    <div className="hl-page">
      <Section kind="expired" />
      <Section kind="ending" />
      <Section kind="review" />
    </div>
  );
}

function Section({ kind }: { kind: Kind }) {
  const text = useCopy(copy);
  const found = useItems(KINDS[kind]);
  const items = itemsIn(found.data);
  return (
    <section className="review-due">
      <h2>{text.due[kind]}</h2>
      <Shown of={{ data: items, error: found.error, refetch: found.refetch }} title={text.failed} shape={<BoneRows n={2} />}>
        {(all) =>
          all.length === 0 ? (
            <p className="hl-quiet">{text.dueNone[kind]}</p>
          ) : (
            all.map((item) => (
              <ItemLine key={item.article_id} item={item}>
                <Due item={item} kind={kind} />
              </ItemLine>
            ))
          )
        }
      </Shown>
      {found.hasNextPage ? (
        <Button type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {text.more}
        </Button>
      ) : null}
    </section>
  );
}

function Due({ item, kind }: { item: Item; kind: Kind }) {
  const text = useCopy(copy);
  const { valid_to: end, review_on: review, owner } = item;
  return (
    <>
      {owner === "" ? null : <span className="hl-small hl-quiet">{text.owner(owner)}</span>}
      <span className="hl-small hl-num">
        {kind === "review" ? text.reviewOn(review ?? "") : text.ended(end === null ? "" : dayOf(end))}
      </span>
    </>
  );
}
