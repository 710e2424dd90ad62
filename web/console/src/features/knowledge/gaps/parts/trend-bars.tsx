/** How often it was asked on each of the last days: bars from a drawn zero line, told in words too. */
import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { type Day, daysUpTo } from "../words";

const SHOWN_DAYS = 30;

export function TrendBars({ days, last }: { days: Day[]; last: string }) {
  const text = useCopy(copy);
  const end = days.at(-1)?.day ?? last.slice(0, 10);
  const shown = daysUpTo(end, days, SHOWN_DAYS);
  const most = Math.max(1, ...shown.map(({ asked }) => asked));
  const first = shown[0]?.day ?? end;
  return (
    <section className="kb-section">
      <h3>{text.trend}</h3>
      <div className="gap-trend" role="img" aria-label={text.trendTold(first, end, most)}>
        {shown.map(({ day, asked }) => (
          <span key={day} title={`${day}  ${text.times(asked)}`}>
            <i style={{ height: `${(asked / most) * 100}%` }} />
          </span>
        ))}
      </div>
      <p className="gap-trend-ends hl-small hl-quiet hl-num">
        <span>{first}</span>
        <span>{end}</span>
      </p>
    </section>
  );
}
