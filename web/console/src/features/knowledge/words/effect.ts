/** What a change of the words did to what is found: which came, which rose or fell. */
import type { KnowledgeHit } from "@hearthline/api";

export type Effect =
  | { kind: "new" }
  | { kind: "risen" | "fallen"; from: number; to: number }
  | { kind: "same" };

type Placed = Pick<KnowledgeHit, "article_id">;

/** How a hit stands beside what was found before the last change of the words. */
export function effectOn(hit: Placed, now: readonly Placed[], before: readonly Placed[]): Effect {
  const placeIn = (all: readonly Placed[]) =>
    all.findIndex(({ article_id }) => article_id === hit.article_id) + 1;
  const [from, to] = [placeIn(before), placeIn(now)];
  if (from === 0) return { kind: "new" };
  if (from === to) return { kind: "same" };
  return { kind: to < from ? "risen" : "fallen", from, to };
}

/** What was typed as a list of words: lines, commas and 、 part them; doubles count once. */
export function wordsIn(typed: readonly string[]): string[] {
  const parts = typed.flatMap((one) => one.split(/[\n,，、;；]/));
  return [...new Set(parts.map((one) => one.trim()).filter((one) => one !== ""))];
}
