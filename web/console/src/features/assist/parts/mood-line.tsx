/** How the customer sounded, message by message: a small line, and the words for it. */
import type { Mood } from "@hearthline/api";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { heights, worstOf } from "../moods";

const WIDTH = 120;
const HEIGHT = 20;

export function MoodLine({ moods }: { moods: readonly Mood[] }) {
  const text = useCopy(copy);
  const last = moods.at(-1);
  if (!last) return null;
  const worst = worstOf(moods);
  const said = text.moodFrom(text.moods[worst] ?? worst, text.moods[last.mood] ?? last.mood);
  const places = heights(moods, WIDTH, HEIGHT);
  return (
    <div className="mood" data-mood={last.mood}>
      <span className="hl-small hl-quiet">{text.mood}</span>
      {places.length > 1 ? (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="mood-line" role="img" aria-label={said}>
          <polyline points={places.map(([x, y]) => `${x},${y}`).join(" ")} />
        </svg>
      ) : null}
      <span className="mood-word">{said}</span>
    </div>
  );
}
