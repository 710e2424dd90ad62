/** Full jitter: anything between nothing and the doubled step, so that many phones spread out. */
export function fullJitter(
  attempt: number,
  limits: { baseMs: number; capMs: number },
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(attempt, 20));
  return Math.floor(random() * ceiling);
}
