/** What I have promised and not done yet, by the time it is due. */
import "../customer.css";

import { EmptyPlace } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";

import { peopleCopy } from "../copy-people";
import { useMyPromises } from "../queries-people";
import { Promised } from "./promised";

export function MyPromises() {
  const text = useCopy(peopleCopy);
  return (
    <Shown of={useMyPromises()} shape={<BoneRows n={3} />}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyPlace title={text.noneMine[0]}>{text.noneMine[1]}</EmptyPlace>
        ) : (
          <div className="cust-stack">
            {items.map((promise) => (
              <Promised key={promise.id} promise={promise} far />
            ))}
          </div>
        )
      }
    </Shown>
  );
}
