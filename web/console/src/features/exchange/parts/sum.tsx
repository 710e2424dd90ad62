/** What a sheet did, in a few figures. */
import type { Intake } from "@hearthline/api";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";

/** Rows that were left out: those of the preview, and those that were refused later. */
export const leftOut = (one: Intake): number => (one.counts["faulty"] ?? 0) + one.refused;

export function Sum({ one }: { one: Intake }) {
  const text = useCopy(copy);
  const parts = [
    one.opened > 0 ? text.opened(one.opened) : "",
    one.moved > 0 ? text.moved(one.moved) : "",
    one.urged > 0 ? text.urged(one.urged) : "",
    leftOut(one) > 0 ? text.refused(leftOut(one)) : "",
  ].filter((part) => part !== "");
  return <span className="hl-num">{parts.length === 0 ? text.unchanged : parts.join(" · ")}</span>;
}
