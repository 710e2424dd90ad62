/** What can be done to the chosen items at once. */
import type { Catalogue } from "@hearthline/api";
import { Button } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";

import { type BulkDeed, copy } from "../copy";
import { BulkDialog } from "./bulk-dialog";

const DEEDS: BulkDeed[] = ["move", "tags", "owner", "review", "audience", "validity"];

interface BulkProps {
  chosen: string[];
  catalogue: Catalogue | undefined;
  onDone: () => void;
}

export function BulkBar({ chosen, catalogue, onDone }: BulkProps) {
  const text = useCopy(copy);
  const [deed, setDeed] = useState<BulkDeed | null>(null);
  return (
    <div className="hl-bar items-bulk" role="toolbar" aria-label={text.chosen(chosen.length)}>
      <strong className="hl-num">{text.chosen(chosen.length)}</strong>
      {DEEDS.map((one) => (
        <Button key={one} size="small" onClick={() => setDeed(one)}>
          {text.bulk[one]}
        </Button>
      ))}
      <Button type="text" size="small" className="push" onClick={onDone}>
        {text.unchoose}
      </Button>
      {deed === null ? null : (
        <BulkDialog
          deed={deed}
          ids={chosen}
          catalogue={catalogue}
          onClose={(isDone) => {
            setDeed(null);
            if (isDone) onDone();
          }}
        />
      )}
    </div>
  );
}
