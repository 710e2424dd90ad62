/** Answered and abandoned by hour: bars on a drawn zero line, the numbers on hover and in the table. */
import type { ReportRow } from "@hearthline/api";

import { useCopy } from "@/lib/locale";

import { reportCopy } from "../copy-report";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function ReportHours({ hours }: { hours: ReportRow[] }) {
  const text = useCopy(reportCopy);
  const most = Math.max(1, ...hours.map(({ figures }) => figures.answered + figures.abandoned));
  const height = (n: number): string => `${(n / most) * 100}%`;
  return (
    <figure className="hl-card" aria-label={text.hours}>
      <figcaption className="hl-bar">
        <h3>{text.hours}</h3>
        <span className="report-key hl-small" data-part="answered">{text.answered}</span>
        <span className="report-key hl-small" data-part="abandoned">{text.abandoned}</span>
        <span className="hl-small hl-quiet hl-num push">{most}</span>
      </figcaption>
      <div className="report-chart">
        {HOURS.map((hour) => {
          const figures = hours[hour]?.figures;
          const answered = figures?.answered ?? 0;
          const abandoned = figures?.abandoned ?? 0;
          const title = `${hour}:00 ${text.answered} ${answered} ${text.abandoned} ${abandoned}`;
          return (
            <div key={hour} title={title}>
              <i data-part="answered" style={{ height: height(answered) }} />
              <i data-part="abandoned" style={{ height: height(abandoned) }} />
            </div>
          );
        })}
      </div>
      <div className="report-hours" aria-hidden>
        {HOURS.map((hour) => (
          <span key={hour}>{hour % 3 === 0 ? hour : ""}</span>
        ))}
      </div>
    </figure>
  );
}
