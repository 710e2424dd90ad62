/** The figures of a run beside those of the run before. */
import type { TrialFigures, TrialRun } from "@hearthline/api";

export const FIGURES = ["hit_1", "hit_3", "wrong_direct", "out_of_scope"] as const;
export type FigureName = (typeof FIGURES)[number];
export type Change = "better" | "worse" | "same";

/** Whether a figure rose to the good; null where there is nothing to compare. */
export function changeOf(name: FigureName, now: TrialFigures, before: TrialFigures | undefined): Change | null {
  const [a, b] = [now[name], before?.[name]];
  if (a === null || b === null || b === undefined) return null;
  if (a === b) return "same";
  const rose = a > b;
  return rose === (name !== "wrong_direct") ? "better" : "worse";
}

/** The run that a run was held against, else the one before it in the list. */
export function beforeOf(runs: readonly TrialRun[], run: TrialRun): TrialRun | undefined {
  const at = runs.indexOf(run);
  return runs.find(({ id }) => id === run.verdict.compared_with) ?? runs[at + 1];
}
