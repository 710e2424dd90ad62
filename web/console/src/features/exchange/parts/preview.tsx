/** The rows of a sheet that is shown, by what would become of them. */
import type { SheetLine } from "@hearthline/api";
import { Segmented } from "antd";
import { useMemo, useState } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { countKinds, type Kind, KINDS, kindsOf } from "../kinds";
import { LineTable } from "./line-table";

const ROWS_A_PAGE = 50;

export function Preview({ lines }: { lines: SheetLine[] }) {
  const text = useCopy(copy);
  const counts = useMemo(() => countKinds(lines), [lines]);
  // What is wrong comes first: it is the one thing to look at.
  const [kind, setKind] = useState<Kind | "all">(counts.faulty > 0 ? "faulty" : "all");
  const seen = kind === "all" ? lines : lines.filter((line) => kindsOf(line).includes(kind));
  const kinds = KINDS.filter((one) => counts[one] > 0);
  return (
    <>
      <Segmented<Kind | "all">
        className="exchange-kinds"
        value={kind}
        onChange={setKind}
        options={[
          { value: "all", label: `${text.kinds.all} ${lines.length}` },
          ...kinds.map((value) => ({ value, label: `${text.kinds[value]} ${counts[value]}` })),
        ]}
      />
      <LineTable key={kind} lines={seen} pageSize={ROWS_A_PAGE} />
    </>
  );
}
