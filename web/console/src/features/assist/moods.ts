/** The line of emotion as places to draw. */
import type { Mood } from "@hearthline/api";

const ORDER = ["calm", "worried", "annoyed", "angry", "threatening"];
const MOST = 24;
const EDGE = 2;

const rank = (mood: string): number => Math.max(0, ORDER.indexOf(mood));

/** The severest mood so far. */
export function worstOf(moods: readonly Mood[]): string {
  return moods.reduce((worst, { mood }) => (rank(mood) > rank(worst) ? mood : worst), "calm");
}

/** Points of the last messages: calm lies at the bottom. */
export function heights(moods: readonly Mood[], width: number, height: number): [number, number][] {
  const last = moods.slice(-MOST);
  const step = last.length > 1 ? (width - 2 * EDGE) / (last.length - 1) : 0;
  const room = height - 2 * EDGE;
  return last.map(({ mood }, place) => [
    Math.round((EDGE + place * step) * 10) / 10,
    Math.round((height - EDGE - (rank(mood) / (ORDER.length - 1)) * room) * 10) / 10,
  ]);
}
