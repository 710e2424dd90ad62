/** What became of what I reported as wrong, until I say that I have seen it. */
import type { Report } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";

import { knowledgeCopy } from "../copy-knowledge";
import { useAnswered, useSeen } from "../queries-knowledge";

export function AnsweredReports() {
  const { data: reports = [] } = useAnswered();
  return reports.map((report) => <Answered key={report.id} report={report} />);
}

function Answered({ report }: { report: Report }) {
  const text = useCopy(knowledgeCopy);
  const seen = useSeen();
  return (
    <article className="hit" role="status">
      <span className="hl-small hl-quiet">{text.answered(report.title)}</span>
      <span>
        <Mark tone={report.state === "mended" ? "good" : "plain"}>
          {text.outcomes[report.state] ?? report.state}
        </Mark>{" "}
        {report.answer}
      </span>
      <Button size="small" loading={seen.isPending} onClick={() => seen.mutate(report.id)}>
        {text.seen}
      </Button>
    </article>
  );
}
