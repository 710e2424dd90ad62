/** What becomes of the rows of a sheet, and how much time a ticket has, as people think of it. */
import type { DueTicket, SheetLine } from "@hearthline/api";

export type Kind = "new" | "urged" | "moved" | "same" | "twice" | "faulty";
export const KINDS: Kind[] = ["new", "urged", "moved", "same", "twice", "faulty"];

type Judged = Pick<SheetLine, "outcome" | "is_moved" | "is_urged">;

/** A known number may be urged and moved at once; what is neither has nothing new. */
export function kindsOf(line: Judged): Kind[] {
  if (line.outcome !== "known") return [line.outcome];
  const news: Kind[] = [];
  if (line.is_urged) news.push("urged");
  if (line.is_moved) news.push("moved");
  return news.length > 0 ? news : ["same"];
}

export function countKinds(lines: readonly Judged[]): Record<Kind, number> {
  const counts = { new: 0, urged: 0, moved: 0, same: 0, twice: 0, faulty: 0 };
  for (const line of lines) for (const kind of kindsOf(line)) counts[kind] += 1;
  return counts;
}

/** How many rows are taken in; faulty and repeated ones are left out. */
export const takenOf = (lines: readonly Judged[]): number =>
  lines.filter(({ outcome }) => outcome === "new" || outcome === "known").length;

const SOON_S = 24 * 3_600;

export interface Left {
  heat: "calm" | "warm" | "hot";
  seconds: number;
}

/** The time to a deadline: hot when it has passed (then seconds are how late), warm within a day. */
export function leftOf({ deadline }: Pick<DueTicket, "deadline">, now: number): Left | null {
  if (deadline === null) return null;
  const seconds = (new Date(deadline).getTime() - now) / 1_000;
  if (seconds < 0) return { heat: "hot", seconds: -seconds };
  return { heat: seconds < SOON_S ? "warm" : "calm", seconds };
}
