/** A gap in the list: the question, how often, whether it grows, and what is suggested. */
import type { Gap } from "@hearthline/api";
import { Mark } from "@hearthline/ui";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { walkRows } from "../../parts/walk-rows";
import { copy } from "../copy";
import { adviceOf, greatestFirst, isOffered, useTrendWord } from "../words";

export function GapRow({ gap, isChosen, onChoose }: {
  gap: Gap;
  isChosen: boolean;
  onChoose: (id: string) => void;
}) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  const trend = useTrendWord();
  const advice = adviceOf(gap);
  const [reason] = greatestFirst(gap.reasons);
  return (
    <button
      type="button"
      className="kb-row"
      aria-current={isChosen}
      onKeyDown={walkRows}
      onClick={() => onChoose(gap.id)}
    >
      <span className="kb-line">
        <span className="gap-title">{gap.title}</span>
        {isOffered(gap) ? (
          <Mark tone="info">{text.reasons["proposed"]}</Mark>
        ) : (
          <strong className="hl-num">{text.times(gap.size)}</strong>
        )}
      </span>
      <span className="kb-marks hl-small hl-quiet">
        {reason ? <Mark tone={reason[0] === "outside" ? "plain" : "warn"}>{text.reasons[reason[0]] ?? reason[0]}</Mark> : null}
        {advice === null ? null : <Mark tone={advice === "weak" ? "plain" : "info"}>{text.advice[advice]}</Mark>}
        {isOffered(gap) ? null : (
          <span title={text.week(gap.last_7_days, gap.before_7_days)}>
            <Trend by={gap.last_7_days - gap.before_7_days} /> {trend(gap)}
          </span>
        )}
        <time className="hl-num gap-time" dateTime={gap.last_at} title={fullTime(gap.last_at)}>
          {shortTime(gap.last_at, now, locale)}
        </time>
      </span>
    </button>
  );
}

/** Up or down as a sign; the words stand beside it. */
function Trend({ by }: { by: number }) {
  return <span aria-hidden>{by === 0 ? "→" : by > 0 ? "↑" : "↓"}</span>;
}
