/** The report of a day: the question, the answer, the hours, the tables. */
import { DownloadOutlined } from "@ant-design/icons";
import type { DayReport } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button, DatePicker, Select, Tabs } from "antd";
import dayjs from "dayjs";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";

import { reportCopy } from "../copy-report";
import { useReport } from "../queries";
import { share } from "../saying";
import { ReportFigures } from "./report-figures";
import { ReportHours } from "./report-hours";
import { ReportTable } from "./report-table";

export function ReportView() {
  const text = useCopy(reportCopy);
  const [day, setDay] = useState(() => dayjs());
  const [queue, setQueue] = useState<string | null>(null);
  const date = day.format("YYYY-MM-DD");
  const report = useReport(date, queue);
  const all = useReport(date, null);
  const query = queue === null ? "" : `&queue=${queue}`;
  return (
    <div className="hl-page">
      <div className="hl-bar">
        <h2>{text.question(date)}</h2>
        <DatePicker className="push" aria-label={text.day} allowClear={false} value={day} onChange={(next) => next && setDay(next)} />
        <Select<string>
          aria-label={text.queue}
          className="duty-select"
          value={queue ?? ""}
          onChange={(next) => setQueue(next === "" ? null : next)}
          options={[
            { value: "", label: text.all },
            ...(all.data?.queues ?? []).map(({ key, name }) => ({ value: key, label: name })),
          ]}
        />
        <Button icon={<DownloadOutlined />} href={`/api/v1/supervision/report.csv?date=${date}${query}`}>
          {text.export}
        </Button>
      </div>
      <Shown of={report} shape={<BoneRows n={8} />}>
        {(data) => <Day report={data} />}
      </Shown>
    </div>
  );
}

function Day({ report }: { report: DayReport }) {
  const text = useCopy(reportCopy);
  const { figures } = report.total;
  const hasBot = report.total.sessions > 0;
  if (figures.offered === 0 && figures.handled === 0 && !hasBot) {
    return <EmptyPlace title={text.none}>{text.noneHint}</EmptyPlace>;
  }
  return (
    <>
      <p>{text.answer(share(figures.service_level), figures.answered, figures.offered)}</p>
      <ReportFigures report={report} />
      <ReportHours hours={report.hours} />
      <Tabs
        items={(["queues", "agents", "channels", "hours"] as const).map((by) => ({
          key: by,
          label: text.by[by],
          children: <ReportTable rows={report[by]} total={report.total} by={by} />,
        }))}
      />
    </>
  );
}
