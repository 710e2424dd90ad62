/** One item: written, or read through its history. */
import { Bone, EmptyPlace } from "@hearthline/ui";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { Shown } from "@/lib/shown";

import { copy } from "./copy";
import { Editor } from "./editor";
import { useItem } from "./use-item";

export function ItemPlace({ id }: { id: string }) {
  const text = useCopy(copy);
  const item = useItem(id);
  if (item.isGone) {
    return (
      <EmptyPlace title={text.gone[0]} deed={<Link to="/knowledge/items">{text.back}</Link>}>
        {text.gone[1]}
      </EmptyPlace>
    );
  }
  return (
    <Shown of={item} title={text.failed} shape={<Bones />}>
      {({ content, copy: known, edition }) => (
        <Editor key={`${id}-${edition}`} id={id} content={content} known={known} />
      )}
    </Shown>
  );
}

function Bones() {
  return (
    <div className="editor-text" aria-busy="true">
      <Bone width="60%" style={{ height: "24px" }} />
      <Bone width="100%" />
      <Bone width="92%" />
      <Bone width="78%" />
    </div>
  );
}
