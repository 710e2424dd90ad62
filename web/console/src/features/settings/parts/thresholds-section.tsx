/** Thresholds: when an alarm is raised, for everybody and for single queues. */
import type { QueueId, Threshold } from "@hearthline/api";
import { App, Button, InputNumber, Select, Switch } from "antd";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { useSay } from "@/lib/words";

import { supervisionCopy } from "../copy-supervision";
import { useQueues, useSetThreshold, useThresholds, useUnsetThreshold } from "../queries-supervision";

export function ThresholdsSection() {
  const { thresholds: text } = useCopy(supervisionCopy);
  const queues = useQueues();
  const names = new Map(queues.data?.items.map(({ id, name }) => [id, name]));
  return (
    <section className="settings-section">
      <p className="hl-quiet">{text.intro}</p>
      <Shown of={useThresholds()} shape={<BoneRows n={8} />}>
        {({ items }) => (
          <>
            {items.map((one) => (
              <Line key={`${one.kind} ${one.queue_id}`} one={one} queue={one.queue_id === null ? null : names.get(one.queue_id) ?? ""} />
            ))}
            <ForQueue items={items} names={names} />
          </>
        )}
      </Shown>
    </section>
  );
}

function useSave() {
  const { thresholds: text } = useCopy(supervisionCopy);
  const { message } = App.useApp();
  const say = useSay();
  const set = useSetThreshold();
  return (one: Threshold, change: Partial<Threshold>): void => {
    const { kind, queue_id, bound, hold_s, severity, is_on } = { ...one, ...change };
    set.mutate(
      { kind, queue_id, bound, hold_s, severity, is_on },
      {
        onSuccess: () => void message.success(text.saved),
        onError: (error) => void message.error(say(error)),
      },
    );
  };
}

function Line({ one, queue }: { one: Threshold; queue: string | null }) {
  const { thresholds: text } = useCopy(supervisionCopy);
  const save = useSave();
  const unset = useUnsetThreshold();
  const unit = text.units[one.kind === "waiting" ? "people" : one.unit] ?? "";
  return (
    <div className="settings-line threshold">
      <span>
        {text.kinds[one.kind]}
        <span className="hl-small hl-quiet">{queue ?? (one.takes_queue ? text.everywhere : "")}</span>
      </span>
      <InputNumber
        key={`bound ${one.bound}`}
        aria-label={`${text.kinds[one.kind]} ${text.bound}`}
        min={0}
        max={one.unit === "percent" ? 100 : 100_000}
        suffix={unit}
        defaultValue={one.bound}
        onBlur={(event) => {
          const bound = Number.parseInt(event.target.value, 10);
          if (Number.isFinite(bound) && bound !== one.bound) save(one, { bound });
        }}
      />
      <Select
        aria-label={text.severity}
        value={one.severity}
        onChange={(severity) => save(one, { severity })}
        options={(["warn", "danger"] as const).map((level) => ({ value: level, label: text.levels[level] }))}
      />
      <Switch aria-label={text.on} checked={one.is_on} onChange={(is_on) => save(one, { is_on })} />
      <Button
        type="link"
        size="small"
        disabled={!one.is_own}
        onClick={() => unset.mutate({ kind: one.kind, queue: one.queue_id })}
      >
        {text.reset}
      </Button>
    </div>
  );
}

/** A bound of a queue's own begins as everybody's is, and is changed in its line. */
function ForQueue({ items, names }: { items: Threshold[]; names: Map<QueueId, string> }) {
  const { thresholds: text } = useCopy(supervisionCopy);
  const save = useSave();
  const general = items.filter(({ queue_id, takes_queue }) => queue_id === null && takes_queue);
  const options = [...names].map(([queue, name]) => ({
    label: name,
    options: general
      .filter(({ kind }) => !items.some((one) => one.kind === kind && one.queue_id === queue))
      .map(({ kind }) => ({ value: `${queue} ${kind}`, label: `${name} · ${text.kinds[kind]}` })),
  }));
  return (
    <Select<string>
      aria-label={text.add}
      placeholder={text.add}
      value={null}
      onChange={(picked) => {
        const [queue, kind] = picked.split(" ");
        const one = general.find((each) => each.kind === kind);
        if (one) save(one, { queue_id: queue as QueueId });
      }}
      options={options}
    />
  );
}
