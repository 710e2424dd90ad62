/** One sheet: how far it has come, then its rows with their tickets. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import type { Intake, SheetOutcome } from "@hearthline/api";
import { Alert, Button, Progress, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime } from "@/lib/time";
import { useTold } from "@/lib/told";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { isUnderWay, useIntake, useIntakeLines } from "../queries";
import { LineTable } from "./line-table";
import { StateMark } from "./marks";
import { leftOut, Sum } from "./sum";

export function OneIntake({ id }: { id: string }) {
  const text = useCopy(copy);
  const found = useIntake(id);
  return (
    <div className="hl-page">
      <Shown of={found} title={text.takenFailed} shape={<BoneRows n={6} />}>
        {(one) => (
          <>
            <Head one={one} />
            {isUnderWay(one) ? <UnderWay one={one} /> : <Rows one={one} />}
          </>
        )}
      </Shown>
    </div>
  );
}

function Head({ one }: { one: Intake }) {
  const text = useCopy(copy);
  return (
    <div className="hl-bar">
      <Link to={`/exchange/taken?office=${one.source}`} aria-label={text.backTaken} title={text.backTaken}>
        <ArrowLeftOutlined />
      </Link>
      <span className="hl-num">{one.source}</span>
      <h2 className="hl-clip">{one.file_name}</h2>
      <StateMark state={one.state} />
      <span className="push hl-bar">
        <span className="hl-small hl-quiet hl-num">
          {text.takenBy(one.taken_by)} {fullTime(one.taken_at)}
        </span>
        {isUnderWay(one) ? null : <Link to={`/exchange/due?office=${one.source}`}>{text.toDue}</Link>}
      </span>
    </div>
  );
}

function UnderWay({ one }: { one: Intake }) {
  const text = useCopy(copy);
  return (
    <div className="exchange-progress" role="status">
      <span className="hl-num">{text.progress(one.done, one.total)}</span>
      <Progress
        percent={one.total === 0 ? 0 : Math.floor((one.done / one.total) * 100)}
        showInfo={false}
        status="active"
        aria-label={text.progress(one.done, one.total)}
      />
      <span className="hl-small hl-quiet">{text.progressHint}</span>
    </div>
  );
}

const OUTCOMES: SheetOutcome[] = ["new", "known", "twice", "faulty"];

const hasSome = (one: Intake, outcome: SheetOutcome): boolean =>
  outcome === "faulty" ? leftOut(one) > 0 : (one.counts[outcome] ?? 0) > 0;

function Rows({ one }: { one: Intake }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const told = useTold();
  const [outcome, setOutcome] = useState<SheetOutcome | "all">(leftOut(one) > 0 ? "faulty" : "all");
  const found = useIntakeLines(one.id, outcome === "all" ? null : outcome);
  const data = found.data?.pages.flatMap(({ items }) => items);
  const why = told({ zh: one.why_zh, en: one.why_en });
  return (
    <>
      {why === "" ? null : (
        <Alert
          type="error"
          showIcon
          title={why}
          action={<Link to={`/exchange/take?office=${one.source}`}>{text.takeAgain}</Link>}
        />
      )}
      <div className="exchange-sum">
        <Sum one={one} />
      </div>
      <Segmented<SheetOutcome | "all">
        className="exchange-kinds"
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: "all", label: text.kinds.all },
          ...OUTCOMES.filter((value) => hasSome(one, value)).map((value) => ({
            value,
            label: value === "known" ? text.known : text.kinds[value],
          })),
        ]}
      />
      <Shown of={{ ...found, data }} title={text.linesFailed} shape={<BoneRows n={6} />}>
        {(lines) => <LineTable lines={lines} />}
      </Shown>
      {found.hasNextPage ? (
        <Button
          type="text"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {common.more}
        </Button>
      ) : null}
    </>
  );
}
