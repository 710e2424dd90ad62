/** The lines of a comparison by group, as they are shown. */
import type { SideBySide, SideLine } from "@hearthline/api";

import type { Told } from "@/lib/told";

export interface Group {
  name: string;
  /** Attributes stand first: they are what a comparison is made for. */
  isFacts: boolean;
  lines: { label: string; line: SideLine }[];
}

const JOINT = " · ";

/** A policy's group is the first word of its labels; an item's groups have names of their own. */
export function groupsOf(
  { lines }: SideBySide,
  names: Record<string, string>,
  told: Told,
  onlyDifferences: boolean,
): Group[] {
  const groups = new Map<string, Group>();
  for (const line of lines) {
    if (onlyDifferences && line.is_same) continue;
    const [head = "", ...rest] = told(line.label).split(JOINT);
    const own = names[line.group];
    const label = own !== undefined || rest.length === 0 ? told(line.label) : rest.join(JOINT);
    const group = groups.get(line.group) ?? { name: own ?? head, isFacts: line.group === "attribute", lines: [] };
    group.lines.push({ label, line });
    groups.set(line.group, group);
  }
  return [...groups.values()].toSorted((a, b) => Number(b.isFacts) - Number(a.isFacts));
}

const MARK = "、";
const HEADING = /^#+ +/gm;

/** A list of codes in the words for them, and texts without the marks of headings. */
export function sayCell(text: string, label: string, words: Record<string, Record<string, string>>): string {
  const names = words[label];
  if (names === undefined) return text.replaceAll(HEADING, "").trim();
  return text
    .split(MARK)
    .map((code) => names[code] ?? code)
    .join(MARK);
}
