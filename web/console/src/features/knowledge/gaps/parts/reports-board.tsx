/** What colleagues say is wrong with an item, each answered in words for the reporter. */
import type { Report, ReportState } from "@hearthline/api";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { App, Button, Input, Modal, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";

import { useWho } from "@/lib/colleagues";
import { useCopy, useLocale } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { useSay, words } from "@/lib/words";

import { shared } from "../../parts/copy";
import { copy } from "../copy";
import { useAnswerReport, useReports } from "../queries";

const STATES: ReportState[] = ["open", "mended", "declined"];

export function ReportsBoard({ head }: { head: ReactNode }) {
  const { reports: text } = useCopy(copy);
  const common = useCopy(words);
  const place = usePlace();
  const state = STATES.find((one) => one === place.at("state")) ?? "open";
  const found = useReports(state);
  const items = found.data?.pages.flatMap((page) => page.items);
  const [title, way] = text.none[state] ?? ["", ""];
  return (
    <div className="hl-page">
      <div className="hl-bar">
        {head}
        <Segmented<ReportState>
          value={state}
          onChange={(one) => place.go({ state: one === "open" ? null : one })}
          options={STATES.map((value) => ({ value, label: text.states[value] }))}
        />
      </div>
      <Shown
        of={{ data: items, error: found.error, refetch: found.refetch }}
        title={text.failed}
        shape={<BoneRows n={5} />}
      >
        {(all) => (
          <div className="kb-column">
            {all.length === 0 ? <EmptyPlace title={title}>{way}</EmptyPlace> : null}
            {all.map((report) => (
              <ReportCard key={report.id} report={report} />
            ))}
            {found.hasNextPage ? (
              <Button type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {common.more}
              </Button>
            ) : null}
          </div>
        )}
      </Shown>
    </div>
  );
}

function ReportCard({ report }: { report: Report }) {
  const { reports: text } = useCopy(copy);
  const names = useCopy(shared);
  const who = useWho();
  const locale = useLocale();
  const now = useNow(60);
  const [outcome, setOutcome] = useState<"mended" | "declined" | null>(null);
  const isOpen = report.state === "open";
  return (
    <article className="hl-card">
      <header className="kb-marks">
        <h3>{report.title}</h3>
        <Mark tone={report.kind === "wrong" ? "danger" : "warn"}>
          {text.kinds[report.kind as keyof typeof text.kinds] ?? report.kind}
        </Mark>
        <span className="hl-small hl-quiet hl-num">{names.version(report.version)}</span>
      </header>
      <p className="kb-text">{report.reason}</p>
      {report.answer === "" ? null : (
        <p className="kb-text gap-said">
          {text.reply}
          {report.answer}
        </p>
      )}
      <footer className="kb-marks">
        <span className="hl-small hl-quiet">
          {text.by(who(report.by))}{" "}
          <time className="hl-num" dateTime={report.at} title={fullTime(report.at)}>
            {shortTime(report.at, now, locale)}
          </time>
          {isOpen ? null : ` · ${report.seen_at === null ? text.unseen : text.seen}`}
        </span>
        <span className="kb-marks gap-push">
          <Link to={`/knowledge/items/${report.article_id}`}>{text.edit}</Link>
          {isOpen ? (
            <>
              <Button size="small" onClick={() => setOutcome("declined")}>
                {text.declined}
              </Button>
              <Button size="small" type="primary" onClick={() => setOutcome("mended")}>
                {text.mended}
              </Button>
            </>
          ) : null}
        </span>
      </footer>
      {outcome === null ? null : (
        <AnswerDialog report={report} outcome={outcome} onClose={() => setOutcome(null)} />
      )}
    </article>
  );
}

function AnswerDialog({ report, outcome, onClose }: {
  report: Report;
  outcome: "mended" | "declined";
  onClose: () => void;
}) {
  const { reports: text } = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const [typed, setTyped] = useState("");
  const answer = useAnswerReport();
  return (
    <Modal
      open
      title={text.answerTitle[outcome]}
      okText={text.answer}
      okButtonProps={{ disabled: typed.trim() === "" }}
      cancelText={common.cancel}
      confirmLoading={answer.isPending}
      onCancel={onClose}
      onOk={() =>
        answer.mutate(
          { id: report.id, body: { outcome, answer: typed.trim() } },
          {
            onError: (error) => void message.error(say(error)),
            onSuccess: () => {
              onClose();
              void message.success(text.answered);
            },
          },
        )
      }
    >
      <Input.TextArea
        autoFocus
        rows={4}
        maxLength={2_000}
        value={typed}
        placeholder={text.answerHint}
        aria-label={text.answerTitle[outcome]}
        onChange={({ target }) => setTyped(target.value)}
      />
    </Modal>
  );
}
