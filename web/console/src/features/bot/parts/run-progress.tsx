/** How far a run has come. */
import type { Run } from "@hearthline/api";
import { Progress } from "antd";

import { useCopy } from "@/lib/locale";

import { testsCopy } from "../copy-tests";

const wholePercent = (share = 0): string => `${Math.floor(share)}%`;

export function RunProgress({ run }: { run: Run }) {
  const text = useCopy(testsCopy);
  const begun = run.total > 0 ? text.running(run.done, run.total) : text.preparing;
  const told = run.state === "running" ? begun : text.waiting;
  const share = run.total > 0 ? (run.done / run.total) * 100 : 0;
  return (
    <div className="bot-progress" role="status">
      <Progress
        percent={share}
        status="active"
        strokeColor="var(--hl-info)"
        format={wholePercent}
      />
      <span className="hl-small hl-quiet hl-num">
        {told}
        {run.failed > 0 ? ` · ${text.failedN(run.failed)}` : ""}
      </span>
    </div>
  );
}
