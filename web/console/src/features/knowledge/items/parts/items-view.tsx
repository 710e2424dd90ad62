/** All items: the catalogue beside the list that it narrows. */
import type { Item } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button, Drawer } from "antd";
import { useDeferredValue, useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { itemCopy } from "../../shared/copy";
import { copy } from "../copy";
import { filterOf, isSought, placeOf, UNPLACED } from "../filter";
import { itemsIn, useCatalogue, useItems } from "../queries";
import { BulkBar } from "./bulk-bar";
import { CatalogueTree } from "./catalogue-tree";
import { FilterBar } from "./filter-bar";
import { ItemTable } from "./item-table";
import { NewMenu } from "./new-menu";

export function ItemsView() {
  const text = useCopy(copy);
  const may = useMay();
  const place = usePlace();
  const filter = filterOf(place.at);
  const catalogue = useCatalogue();
  const [showsTree, setShowsTree] = useState(false);
  const choose = (path: string | null): void => {
    place.go({ place: path === "" ? UNPLACED : path });
    setShowsTree(false);
  };
  const tree = (
    <Shown of={catalogue} shape={<BoneRows n={8} />}>
      {({ branches }) => <CatalogueTree branches={branches} chosen={placeOf(filter)} onChoose={choose} />}
    </Shown>
  );
  return (
    <div className="items">
      <aside className="items-tree">
        <h2>{text.tree}</h2>
        {tree}
        {may("knowledge.edit") ? <p className="hl-small hl-quiet items-hint">{text.treeHint}</p> : null}
      </aside>
      <section className="hl-page">
        <Found filter={filter} onTree={() => setShowsTree(true)} />
      </section>
      <Drawer open={showsTree} placement="left" size={300} title={text.tree} onClose={() => setShowsTree(false)}>
        {tree}
      </Drawer>
    </div>
  );
}

function Found({ filter, onTree }: { filter: ReturnType<typeof filterOf>; onTree: () => void }) {
  const text = useCopy(copy);
  const words = useCopy(itemCopy);
  const may = useMay();
  const place = usePlace();
  const { data: catalogue } = useCatalogue();
  const q = useDeferredValue(filter.q);
  const found = useItems({ ...filter, q });
  const items = itemsIn(found.data);
  const [chosen, setChosen] = useState<string[]>([]);
  const listed = new Set(items?.map(({ article_id: id }) => id));
  const still = chosen.filter((id) => listed.has(id));
  const looked = placeOf(filter);
  const where = looked === null ? text.all : looked || words.noPlace;
  return (
    <>
      <div className="hl-bar">
        <Button className="items-tree-button" onClick={onTree}>
          {text.tree}
        </Button>
        <h2 className="hl-clip">{where}</h2>
        {items ? (
          <span className="hl-quiet hl-num" aria-live="polite">
            {text.found(items.length, found.hasNextPage)}
          </span>
        ) : null}
        {may("knowledge.edit") ? (
          <span className="push">
            <NewMenu place={looked ?? ""} listed={items ?? []} />
          </span>
        ) : null}
      </div>
      {still.length > 0 ? (
        <BulkBar chosen={still} catalogue={catalogue} onDone={() => setChosen([])} />
      ) : (
        <FilterBar filter={filter} place={place} catalogue={catalogue} />
      )}
      <Shown
        of={{ data: items, error: found.error, refetch: found.refetch }}
        title={text.failed}
        shape={<BoneRows n={8} />}
      >
        {(all) => <Listed items={all} isNarrowed={isSought(filter)} chosen={still} onChoose={setChosen} />}
      </Shown>
      {found.hasNextPage ? (
        <Button type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {text.more}
        </Button>
      ) : null}
    </>
  );
}

function Listed({ items, isNarrowed, chosen, onChoose }: {
  items: Item[];
  isNarrowed: boolean;
  chosen: string[];
  onChoose: (ids: string[]) => void;
}) {
  const text = useCopy(copy);
  if (items.length > 0) return <ItemTable items={items} chosen={chosen} onChoose={onChoose} />;
  const nothing = isNarrowed ? text.noMatch : text.none;
  return <EmptyPlace title={nothing[0]}>{nothing[1]}</EmptyPlace>;
}
