/** A set: run it, see it beside the last time, what went wrong, its questions and what the gate asks. */
import type { TrialRun, TrialSet } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { App, Button } from "antd";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { setsCopy } from "../copy-sets";
import { beforeOf } from "../figures";
import { useAddSet, useRemoveSet, useRuns, useRunSet, useSet } from "../queries";
import { Cases } from "./cases";
import { Limits } from "./limits";
import { RunFigures, RunMisses } from "./run-seen";

export function SetDetail({ id, onGone }: { id: string; onGone: () => void }) {
  const text = useCopy(setsCopy);
  const set = useSet(id);
  return (
    <Shown of={set} title={text.setsFailed} shape={<BoneRows n={6} />}>
      {(one) => (
        <article className="kb-column">
          <Head set={one} onGone={onGone} />
          <Runs set={one} />
          <Limits key={one.counter} set={one} />
          <Cases set={one} />
        </article>
      )}
    </Shown>
  );
}

function Head({ set, onGone }: { set: TrialSet; onGone: () => void }) {
  const text = useCopy(setsCopy);
  const say = useSay();
  const may = useMay();
  const undo = useUndo();
  const { message } = App.useApp();
  const run = useRunSet();
  const remove = useRemoveSet();
  const add = useAddSet();
  const onError = (error: Error) => void message.error(say(error));
  const { name, cases, tolerance } = set;
  return (
    <header className="hl-bar">
      <h2>{name}</h2>
      <span className="hl-quiet hl-num">{text.size(set.size)}</span>
      {may("knowledge.edit") ? (
        <span className="push hl-bar">
          <Button
            loading={remove.isPending}
            onClick={() =>
              remove.mutate(set.id, {
                onError,
                onSuccess: () => {
                  onGone();
                  undo(text.removed(name), () => add.mutate({ name, cases, tolerance }, { onError }));
                },
              })
            }
          >
            {text.remove}
          </Button>
          <Button type="primary" loading={run.isPending} onClick={() => run.mutate(set.id, { onError })}>
            {run.isPending ? text.running : text.run}
          </Button>
        </span>
      ) : null}
    </header>
  );
}

function Runs({ set }: { set: TrialSet }) {
  const text = useCopy(setsCopy);
  const runs = useRuns(set.id);
  return (
    <Shown of={runs} title={text.setsFailed} shape={<BoneRows n={2} />}>
      {(all) => {
        const [last] = all;
        if (last === undefined) return <p className="hl-quiet">{text.runsNone}</p>;
        return (
          <>
            <RunFigures run={last} before={beforeOf(all, last)} />
            <RunMisses run={last} />
            {all.length > 1 ? <History runs={all} /> : null}
          </>
        );
      }}
    </Shown>
  );
}

function History({ runs }: { runs: TrialRun[] }) {
  const text = useCopy(setsCopy);
  const locale = useLocale();
  const now = useNow(60);
  return (
    <section className="kb-section">
      <h3>{text.history}</h3>
      <ul className="kb-plain">
        {runs.map((run) => (
          <li key={run.id} className="kb-marks">
            <time className="hl-num hl-quiet" dateTime={run.at} title={fullTime(run.at)}>
              {shortTime(run.at, now, locale)}
            </time>
            <Mark tone={run.verdict.passes ? "good" : "danger"}>{run.verdict.passes ? text.passes : text.fails}</Mark>
            <span className="hl-num">{text.misses(run.misses.length)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
