/** An item as the file says it, with what is wrong with it. */
import type { ImportItem } from "@hearthline/api";

import { useCopy } from "@/lib/locale";
import { useMarks } from "@/lib/told";

import { itemCopy } from "../../shared/copy";
import { Troubles } from "./troubles";

export function ItemSeen({ item }: { item: ImportItem }) {
  const { fields } = useCopy(itemCopy);
  const marks = useMarks();
  const names: Record<string, string> = fields;
  const shown = Object.entries(item.members).filter(([name, value]) => name !== "title" && sayOf(value, marks.list) !== "");
  return (
    <div className="import-seen">
      {item.troubles.length > 0 ? <Troubles troubles={item.troubles} /> : null}
      <dl>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt className="hl-small hl-quiet">{names[name] ?? name}</dt>
            <dd className="kb-text">{sayOf(value, marks.list)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A member's value as text: lists joined, attributes as name and value. */
export function sayOf(value: unknown, joint: string): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((one) => sayOf(one, joint)).filter((one) => one !== "").join(joint);
  if (typeof value === "object") {
    return Object.values(value)
      .map((one) => sayOf(one, joint))
      .filter((one) => one !== "")
      .join(" ");
  }
  return String(value);
}
