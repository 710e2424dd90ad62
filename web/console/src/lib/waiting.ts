/** How hot a wait is: a person should have answered within one minute, at the latest in three. */
import type { Heat } from "@hearthline/ui";

export const WARM_AFTER_S = 60;
export const HOT_AFTER_S = 180;

export function heatOf(seconds: number): Heat {
  if (seconds >= HOT_AFTER_S) return "hot";
  return seconds >= WARM_AFTER_S ? "warm" : "calm";
}
