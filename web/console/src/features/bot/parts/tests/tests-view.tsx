/** Tests: the conversations of a release, played, and how its test utterances were read. */
import "./tests.css";

import { ExperimentOutlined, PlayCircleOutlined } from "@ant-design/icons";
import type { Run } from "@hearthline/api";
import { Bone, EmptyPlace } from "@hearthline/ui";
import { Alert, App, Button, Select } from "antd";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { shortTime, useNow } from "@/lib/time";
import { useSay } from "@/lib/words";

import { testsCopy } from "../../copy-tests";
import { useLookedAt } from "../../place";
import { isAtWork, useBot, useRun, useRuns, useTestRelease } from "../../queries-releases";
import { RunProgress } from "../run-progress";
import { FiguresRow } from "./figures";
import { Results } from "./results";

export function TestsView() {
  const text = useCopy(testsCopy);
  const { data: bot } = useBot();
  const release = useLookedAt() ?? bot?.release.id ?? null;
  const runs = useRuns(release);
  return (
    <div className="hl-page">
      <Shown of={runs} title={text.failed} shape={<TestBones />}>
        {(found) => <Runs release={release ?? ""} runs={found.filter(({ kind }) => kind === "tests")} />}
      </Shown>
    </div>
  );
}

function Runs({ release, runs }: { release: string; runs: Run[] }) {
  const text = useCopy(testsCopy);
  const may = useMay();
  const place = usePlace();
  const wanted = place.at("run");
  const id = wanted ?? runs[0]?.id ?? null;
  const { data } = useRun(id);
  const run = data ?? runs.find((one) => one.id === id);
  if (!run) {
    const button = may("bot.manage") ? <RunButton release={release} disabled={false} /> : undefined;
    return (
      <EmptyPlace icon={<ExperimentOutlined />} title={text.none[0]} deed={button}>
        {may("bot.manage") ? text.none[1] : text.noneReader}
      </EmptyPlace>
    );
  }
  return (
    <>
      <div className="hl-bar">
        <RunChoice runs={runs} value={run.id} />
        {may("bot.manage") ? (
          <span className="push">
            <RunButton release={release} disabled={isAtWork(run)} />
          </span>
        ) : null}
      </div>
      {isAtWork(run) ? (
        <RunProgress run={run} />
      ) : (
        <>
          {run.state === "broken" ? (
            <Alert type="error" showIcon title={text.broken} description={run.trouble} />
          ) : (
            <FiguresRow run={run} />
          )}
          <Results key={run.id} run={run} />
        </>
      )}
    </>
  );
}

function RunButton({ release, disabled }: { release: string; disabled: boolean }) {
  const text = useCopy(testsCopy);
  const say = useSay();
  const place = usePlace();
  const { message } = App.useApp();
  const test = useTestRelease();
  return (
    <Button
      type="primary"
      icon={<PlayCircleOutlined />}
      disabled={disabled}
      loading={test.isPending}
      onClick={() =>
        test.mutate(release, {
          onSuccess: ({ id }) => {
            place.go({ run: id, only: null, q: null });
            void message.info(text.started(release.slice(0, 7)));
          },
          onError: (error) => void message.error(say(error)),
        })
      }
    >
      {text.run}
    </Button>
  );
}

function RunChoice({ runs, value }: { runs: Run[]; value: string }) {
  const text = useCopy(testsCopy);
  const locale = useLocale();
  const now = useNow(60);
  const place = usePlace();
  return (
    <Select
      aria-label={text.runs}
      popupMatchSelectWidth={false}
      value={value}
      onChange={(id) => place.go({ run: id })}
      options={runs.map((run) => ({
        value: run.id,
        label: [
          text.runAt(shortTime(run.asked_at, now, locale), run.by?.name ?? "—"),
          run.state === "done" ? text.passedOf(run.passed, run.total) : text.states[run.state],
        ].join(" · "),
      }))}
    />
  );
}

function TestBones() {
  return (
    <div aria-busy="true">
      <div className="tests-figures">
        {[0, 1, 2, 3].map((index) => (
          <div key={index}>
            <Bone width="40%" />
            <Bone width="60%" style={{ height: "var(--hl-space-6)", marginTop: "var(--hl-space-2)" }} />
          </div>
        ))}
      </div>
      <BoneRows n={6} />
    </div>
  );
}
