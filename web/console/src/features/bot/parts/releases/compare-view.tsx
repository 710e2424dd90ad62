/** Comparing two releases: which two, how far it is, what came out. */
import { DiffOutlined, SwapRightOutlined } from "@ant-design/icons";
import type { Release, Run } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Alert, App, Button, Select } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { useSay } from "@/lib/words";

import { copy } from "../../copy";
import { compareCopy } from "../../copy-compare";
import { isAtWork, useCompare, useComparison, useRun } from "../../queries-releases";
import { RunProgress } from "../run-progress";
import { ComparisonTold } from "./comparison-told";
import { brief } from "./standing";

export function CompareView({ releases, active }: { releases: Release[]; active: string }) {
  const text = useCopy(compareCopy);
  const may = useMay();
  const place = usePlace();
  const comparison = place.at("comparison");
  const run = useRun(comparison);
  return (
    <section className="releases-compare">
      {may("bot.manage") ? (
        <Sides key={comparison} releases={releases} active={active} isAtWork={isAtWork(run.data)} />
      ) : null}
      {comparison === null ? (
        <EmptyPlace icon={<DiffOutlined />} title={text.empty[0]}>
          {may("bot.manage") ? text.empty[1] : text.reader}
        </EmptyPlace>
      ) : (
        <Shown of={run} title={text.failed} shape={<BoneRows n={4} />}>
          {(data) => <Outcome run={data} />}
        </Shown>
      )}
    </section>
  );
}

function Sides({ releases, active, isAtWork: busy }: {
  releases: Release[];
  active: string;
  isAtWork: boolean;
}) {
  const text = useCopy(compareCopy);
  const say = useSay();
  const place = usePlace();
  const { message } = App.useApp();
  const compare = useCompare();
  const left = place.at("left") ?? active;
  const right = place.at("right");
  const isSame = left === right;
  return (
    <div className="hl-bar">
      <Side label={text.left} value={left} releases={releases} onChoose={(id) => place.go({ left: id })} />
      <SwapRightOutlined />
      <Side label={text.right} value={right} releases={releases} onChoose={(id) => place.go({ right: id })} />
      <Button
        type="primary"
        disabled={right === null || isSame || busy}
        loading={compare.isPending}
        onClick={() =>
          compare.mutate(
            { left, right: right ?? "" },
            {
              onSuccess: ({ id }) => place.go({ left, right, comparison: id }),
              onError: (error) => void message.error(say(error)),
            },
          )
        }
      >
        {text.deed}
      </Button>
      {isSame ? <span className="hl-small hl-quiet">{text.same}</span> : null}
    </div>
  );
}

function Side({ label, value, releases, onChoose }: {
  label: string;
  value: string | null;
  releases: Release[];
  onChoose: (id: string) => void;
}) {
  const text = useCopy(compareCopy);
  const common = useCopy(copy);
  return (
    <label className="releases-side">
      <span className="hl-small hl-quiet">{label}</span>
      <Select
        placeholder={text.choose}
        popupMatchSelectWidth={false}
        value={value}
        onChange={onChoose}
        options={releases
          .filter(({ faults }) => faults.length === 0)
          .map(({ id, state, note }) => ({
            value: id,
            label: [brief(id), common.states[state], note].filter(Boolean).join(" · "),
          }))}
      />
    </label>
  );
}

function Outcome({ run }: { run: Run }) {
  const text = useCopy(compareCopy);
  const comparison = useComparison(run);
  if (isAtWork(run)) {
    return (
      <>
        <RunProgress run={run} />
        <p className="hl-small hl-quiet">{text.playing}</p>
      </>
    );
  }
  if (run.state === "broken") {
    return <Alert type="error" showIcon title={text.broken} description={run.trouble} />;
  }
  return (
    <Shown of={comparison} title={text.failed} shape={<BoneRows n={8} />}>
      {(data) => <ComparisonTold comparison={data} />}
    </Shown>
  );
}
