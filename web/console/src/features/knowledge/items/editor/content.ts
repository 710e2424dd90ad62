/** Contents of an item compared, changed and merged. Pure. */
import type { ItemChange, ItemContent } from "@hearthline/api";

export type ContentField = Exclude<keyof ItemContent, "slug">;

const same = (left: unknown, right: unknown): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right);

const fieldsOf = (content: ItemContent): ContentField[] =>
  (Object.keys(content) as (keyof ItemContent)[]).filter((name) => name !== "slug");

export const changedFields = (before: ItemContent, after: ItemContent): ContentField[] =>
  fieldsOf(after).filter((name) => !same(before[name], after[name]));

/** What is different, as the server takes it. */
export function changesBetween(before: ItemContent, after: ItemContent): ItemChange {
  const changed = changedFields(before, after).map((name) => [name, after[name]]);
  return Object.fromEntries(changed) as ItemChange;
}

/** Some fields of one content put into another. */
export function withFields(
  into: ItemContent,
  from: ItemContent,
  fields: readonly ContentField[],
): ItemContent {
  return { ...into, ...Object.fromEntries(fields.map((name) => [name, from[name]])) };
}

export interface MergedContent {
  merged: ItemContent;
  /** Fields that both changed, and not in the same way; `merged` holds mine. */
  clashes: ContentField[];
}

/** Both sides' changes since a common content. */
export function mergeContents(
  base: ItemContent,
  mine: ItemContent,
  theirs: ItemContent,
): MergedContent {
  const ours = changedFields(base, mine);
  const clashes = ours.filter(
    (name) => !same(base[name], theirs[name]) && !same(mine[name], theirs[name]),
  );
  return { merged: withFields(theirs, mine, ours), clashes };
}
