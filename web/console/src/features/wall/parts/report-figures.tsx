/** The figures of a day, each with its definition behind the sign. */
import { InfoCircleOutlined } from "@ant-design/icons";
import type { DayReport } from "@hearthline/api";
import { Tooltip } from "antd";

import { useCopy, useLocale } from "@/lib/locale";

import { reportCopy } from "../copy-report";
import { useDefinitions } from "../queries";
import { clock, share } from "../saying";

export function ReportFigures({ report }: { report: DayReport }) {
  const text = useCopy(reportCopy);
  const { total, tickets } = report;
  const { figures } = total;
  const handling = `${clock(report.handling_p50_s)} / ${clock(report.handling_p90_s)}`;
  return (
    <div className="report-figures hl-card">
      <Figure name={text.figures.service_level} of="service_level" value={share(figures.service_level)} />
      <Figure name={text.figures.abandon_rate} of="abandon_rate" value={share(figures.abandon_rate)} />
      <Figure name={text.figures.asa} of="asa" value={clock(figures.asa_s)} />
      <Figure name={text.figures.aht} of="aht" value={clock(figures.aht_s)} />
      <Figure name={text.figures.handling} of="handling" value={handling} />
      <Figure name={text.figures.bot_resolved_share} of="bot_resolved_share" value={share(total.bot_resolved_share)} />
      <Figure name={text.figures.satisfaction} of="satisfaction" value={share(total.satisfaction)} sub={text.rated(total.rated)} />
      {tickets ? (
        <Figure
          name={text.figures.tickets}
          of="tickets_overdue"
          value={`${tickets.opened} / ${tickets.closed} / ${tickets.overdue}`}
        />
      ) : null}
    </div>
  );
}

function Figure({ name, of, value, sub }: { name: string; of: string; value: string; sub?: string }) {
  return (
    <div>
      <span className="hl-small hl-quiet">
        {name} <Definition of={of} />
      </span>
      <strong>{value}</strong>
      {sub === undefined ? null : <span className="hl-small hl-quiet">{sub}</span>}
    </div>
  );
}

/** What a figure means, in the server's own words. */
export function Definition({ of }: { of: string }) {
  const text = useCopy(reportCopy);
  const locale = useLocale();
  const { data } = useDefinitions();
  const found = data?.items.find(({ name }) => name === of);
  if (!found) return null;
  return (
    <Tooltip title={locale === "en" ? found.en : found.zh}>
      <InfoCircleOutlined aria-label={text.definition} tabIndex={0} />
    </Tooltip>
  );
}
