/** How long to wait before the next attempt: full jitter under a doubling ceiling. */
const FLOOR_MS = 250;
const BASE_MS = 500;
const CEILING_MS = 20_000;

export function backoffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(CEILING_MS, BASE_MS * 2 ** Math.min(attempt, 10));
  return FLOOR_MS + Math.floor(random() * ceiling);
}
