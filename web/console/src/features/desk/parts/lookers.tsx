/** Colleagues who look at this conversation too; who writes is said in words. */
import type { Looker } from "@hearthline/api";
import { Avatar } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { searchCopy } from "../copy-search";

const SHOWN = 3;

const names = (some: readonly Looker[]): string => some.map(({ name }) => name).join("、");

export function Lookers({ lookers }: { lookers: readonly Looker[] }) {
  const text = useCopy(searchCopy);
  if (lookers.length === 0) return null;
  const writing = lookers.filter(({ doing }) => doing === "writing");
  const said =
    writing.length > 0 ? text.writing(names(writing)) : text.looking(names(lookers));
  return (
    <span className="lookers" title={text.looking(names(lookers))} role="status">
      {lookers.slice(0, SHOWN).map((one) => (
        <Avatar key={one.staff_id} name={one.name} small />
      ))}
      <span className="hl-small hl-quiet hl-clip">{said}</span>
    </span>
  );
}
