/** All releases, each with its state, its tests and what may be done with it. */
import type { Release } from "@hearthline/api";
import { EmptyPlace, Mark, type Tone } from "@hearthline/ui";
import { Table, type TableColumnsType } from "antd";
import { useMemo } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { useTold } from "@/lib/told";

import { copy } from "../../copy";
import { releasesCopy } from "../../copy-releases";
import { isAtWork } from "../../queries-releases";
import { ReleaseDeeds } from "./release-deeds";
import type { Forcing } from "./force-dialog";
import { brief } from "./standing";

const TONES: Record<Release["state"], Tone> = {
  draft: "plain",
  tested: "info",
  active: "good",
  retired: "plain",
};

export function StateMark({ state }: { state: Release["state"] }) {
  const text = useCopy(copy);
  return <Mark tone={TONES[state]}>{text.states[state]}</Mark>;
}

export function TestsTold({ release: { last_run: run } }: { release: Release }) {
  const text = useCopy(releasesCopy);
  if (run === null) return <span className="hl-quiet">{text.untested}</span>;
  if (isAtWork(run)) {
    return (
      <span className="hl-num">
        {text.testing} {run.total > 0 ? `${run.done} / ${run.total}` : null}
      </span>
    );
  }
  if (run.state === "broken") return <Mark tone="warn">{text.notFinished}</Mark>;
  return run.failed > 0 ? (
    <Mark tone="danger">{text.failedN(run.failed, run.total)}</Mark>
  ) : (
    <span className="hl-num">{text.passed(run.passed, run.total)}</span>
  );
}

export function ReleaseTable({ releases, onOpen, onForce }: {
  releases: Release[];
  onOpen: (id: string) => void;
  onForce: (forcing: Forcing) => void;
}) {
  const text = useCopy(releasesCopy);
  const columns = useColumns(onForce);
  return (
    <Table<Release>
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={releases}
      pagination={false}
      scroll={{ x: 980 }}
      onRow={(release) => ({
        className: "releases-row",
        tabIndex: 0,
        onClick: () => onOpen(release.id),
        onKeyDown: (event) =>
          event.key === "Enter" && event.target === event.currentTarget && onOpen(release.id),
      })}
      locale={{ emptyText: <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace> }}
    />
  );
}

function useColumns(onForce: (forcing: Forcing) => void): TableColumnsType<Release> {
  const text = useCopy(releasesCopy);
  const common = useCopy(copy);
  const told = useTold();
  const locale = useLocale();
  const now = useNow(60);
  return useMemo(
    () => [
      {
        title: text.cols.version,
        render: (_, release) => (
          <div className="releases-name">
            <span className="bot-code">{brief(release.id)}</span> <StateMark state={release.state} />
            <div className="hl-small hl-quiet hl-clip">{release.note || common.origins[release.origin]}</div>
          </div>
        ),
      },
      {
        title: text.cols.trades,
        width: 180,
        render: (_, { trades }) =>
          trades.map(({ title, version }) => `${told(title)} ${version}`).join(" · "),
      },
      { title: text.cols.tests, width: 150, render: (_, release) => <TestsTold release={release} /> },
      {
        title: text.cols.faults,
        width: 140,
        render: (_, { faults, warnings }) =>
          faults.length > 0 ? (
            <Mark tone="danger">{text.faultsN(faults.length)}</Mark>
          ) : warnings.length > 0 ? (
            <Mark tone="warn">{text.warningsN(warnings.length)}</Mark>
          ) : (
            <span className="hl-quiet">{text.sound}</span>
          ),
      },
      {
        title: text.cols.made,
        width: 150,
        render: (_, release) =>
          release.made_at ? (
            <span title={fullTime(release.made_at)}>
              {release.made_by?.name ?? common.origins[release.origin]}{" "}
              <span className="hl-small hl-quiet hl-num">{shortTime(release.made_at, now, locale)}</span>
            </span>
          ) : (
            <span className="hl-quiet">{text.installed}</span>
          ),
      },
      {
        width: 150,
        align: "right",
        render: (_, release) => <ReleaseDeeds release={release} onForce={onForce} />,
      },
    ],
    [text, common, told, locale, now, onForce],
  );
}
