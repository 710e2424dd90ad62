/** How a release stands with its tests, and whether a reason is needed to use it. */
import type { Release } from "@hearthline/api";

import { isAtWork } from "../../queries-releases";

export type Doubt = "untested" | "unfinished" | "failing" | null;

export function doubtOf({ last_run: run }: Pick<Release, "last_run">): Doubt {
  if (run === null) return "untested";
  if (isAtWork(run) || run.state === "broken") return "unfinished";
  return run.failed > 0 ? "failing" : null;
}

export const brief = (id: string): string => id.slice(0, 7);
