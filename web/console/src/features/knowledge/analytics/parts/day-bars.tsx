/** Each day's questions as a bar from a drawn zero line: what was answered full, the rest hatched above it. */
import type { FigureSlice } from "@hearthline/api";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import type { Asked } from "../queries";
import { Csv } from "./meaning";

const DAY_MS = 86_400_000;

export interface Day {
  day: string;
  asked: number;
  told: number;
}

/** Every day of a period, also those on which nobody asked. */
export function daysOf(slices: FigureSlice[], since: string, until: string): Day[] {
  const days: Day[] = [];
  for (let at = Date.parse(since); at <= Date.parse(until); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    const values = slices.find(({ key }) => key === day)?.values;
    days.push({ day, asked: values?.["asked"] ?? 0, told: values?.["told"] ?? 0 });
  }
  return days;
}

export function DayBars({ days: slices, since, until, asked }: {
  days: FigureSlice[];
  since: string;
  until: string;
  asked: Asked;
}) {
  const text = useCopy(copy);
  const days = daysOf(slices, since, until);
  const most = Math.max(1, ...days.map((day) => day.asked));
  const share = (n: number): string => `${(n / most) * 100}%`;
  return (
    <section className="kb-section">
      <p className="hl-bar">
        <strong>{text.byDay}</strong>
        <span className="figure-legend hl-small hl-quiet">
          <i data-of="told" /> {text.legend.told} <i data-of="rest" /> {text.legend.rest}
        </span>
        <span className="push">
          <Csv section="day" name={text.byDay} asked={asked} />
        </span>
      </p>
      <div className="figure-chart">
        <span className="figure-most hl-small hl-quiet hl-num">{most}</span>
        <div className="figure-bars" role="img" aria-label={text.byDayTold(since, until, most)}>
          {days.map((day) => (
            <span key={day.day} title={text.dayTitle(day.day, day.asked, day.told)}>
              <i data-of="rest" style={{ height: share(day.asked - day.told) }} />
              <i data-of="told" style={{ height: share(day.told) }} />
            </span>
          ))}
        </div>
        <span className="figure-zero hl-small hl-quiet hl-num">0</span>
        <span className="figure-ends hl-small hl-quiet hl-num">
          <span>{since}</span>
          <span>{until}</span>
        </span>
      </div>
    </section>
  );
}
