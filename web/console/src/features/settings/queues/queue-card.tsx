/** One queue, readable at a glance: who is needed, how that relaxes, when it serves, who serves. */
import { EditOutlined, InboxOutlined, TeamOutlined } from "@ant-design/icons";
import type { QueueSetting } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { App, Button, Popconfirm } from "antd";
import type { ReactNode } from "react";

import { useCopy } from "@/lib/locale";
import { fullTime } from "@/lib/time";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { clockOf } from "./form";
import { useArchiveQueue } from "./queries";

export function QueueCard({ queue, every, onEdit, onStaff }: {
  queue: QueueSetting;
  every: QueueSetting[];
  onEdit: () => void;
  onStaff: () => void;
}) {
  const text = useCopy(copy);
  const named = (id: string | null) => every.find((one) => one.id === id)?.name ?? "";
  const channels = queue.channels.map((kind) => text.channels[kind]).join("、");
  return (
    <article className="settings-item queue-card">
      <header>
        <strong>{queue.name}</strong>
        {queue.is_default ? <Mark tone="info">{text.default}</Mark> : null}
        <Opening queue={queue} />
        <span className="push">
          <Button icon={<TeamOutlined />} onClick={onStaff}>
            {text.editMembers}
          </Button>
          <Button
            type="text"
            icon={<EditOutlined />}
            aria-label={`${text.edit}：${queue.name}`}
            onClick={onEdit}
          />
          {queue.is_default ? null : <Archive queue={queue} />}
        </span>
      </header>
      <dl>
        <Line name={text.fields.channels}>{channels || text.everyChannel}</Line>
        <Line name={text.fields.skills}>
          {Object.entries(queue.skills).map(([skill, level]) => (
            <Mark key={skill}>{`${skill} ≥ ${level}`}</Mark>
          ))}
        </Line>
        <Line name={text.fields.rings}>
          {queue.rings.map(({ after_s, skill, min_level }) => (
            <span key={`${after_s}-${skill}`} className="queue-step">
              {text.ring.told(after_s, skill ?? text.ring.every, min_level)}
            </span>
          ))}
        </Line>
        <Line name={text.fields.hours}>
          <HoursTold queue={queue} />
        </Line>
        {queue.hours === null ? null : (
          <Line name={text.fields.closed}>{text.closed[queue.closed]}</Line>
        )}
        <Line name={text.fields.overflow}>
          {queue.overflow_to === null
            ? null
            : `${named(queue.overflow_to)}（${queue.overflow_after_s} ${text.seconds}）`}
        </Line>
        <Line name={text.fields.backups}>
          {queue.backups
            .map(({ queue_id, after_s }) => `${named(queue_id)}（${after_s} ${text.seconds}）`)
            .join("、")}
        </Line>
        <Line name={text.fields.target}>
          {text.target(queue.target_s, Math.round(queue.target_share * 100))}
        </Line>
        <Line name={text.members}>
          {queue.members.length === 0 ? (
            <span className="hl-quiet">{text.noMembers}</span>
          ) : (
            queue.members.map(({ name, level }) => (level > 1 ? `${name}（${text.levelN(level)}）` : name)).join("、")
          )}
        </Line>
      </dl>
    </article>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  const isEmpty = children === null || children === "" || (Array.isArray(children) && children.length === 0);
  return isEmpty ? null : (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Opening({ queue }: { queue: QueueSetting }) {
  const text = useCopy(copy);
  if (queue.hours === null) return null;
  if (queue.is_open) return <Mark tone="good">{text.open}</Mark>;
  const when = queue.opens_at === null ? text.shut : text.opensAt(fullTime(queue.opens_at).slice(5, 16));
  return <Mark tone="warn">{when}</Mark>;
}

/** The week in as few lines as it needs: days alike stand together. */
function HoursTold({ queue }: { queue: QueueSetting }) {
  const text = useCopy(copy);
  if (queue.hours === null) return text.always;
  const told = [...queue.hours.weekdays, queue.hours.holiday].map(
    (spans) =>
      spans.map(({ since, until }) => `${clockOf(since)}–${clockOf(until)}`).join("、") ||
      text.span.none,
  );
  const groups: { first: number; last: number; told: string }[] = [];
  told.forEach((day, at) => {
    const before = groups.at(-1);
    if (before && before.told === day && at < 7) before.last = at;
    else groups.push({ first: at, last: at, told: day });
  });
  return groups.map(({ first, last, told: day }) => (
    <span key={first} className="queue-step">
      <span className="hl-quiet">
        {first === last ? text.days[first] : `${text.days[first]}–${text.days[last]}`}
      </span>{" "}
      {day}
    </span>
  ));
}

function Archive({ queue }: { queue: QueueSetting }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const archive = useArchiveQueue();
  return (
    <Popconfirm
      title={text.archiveAsk(queue.name)}
      description={text.archiveHint}
      okText={text.archive}
      cancelText={common.cancel}
      onConfirm={() =>
        archive.mutate(queue, {
          onSuccess: () => void message.success(text.archived(queue.name)),
          onError: (error) => void message.error(say(error)),
        })
      }
    >
      <Button
        type="text"
        icon={<InboxOutlined />}
        aria-label={`${text.archive}：${queue.name}`}
      />
    </Popconfirm>
  );
}
