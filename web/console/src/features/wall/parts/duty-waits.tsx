/** Who waits longest: listen in, or move those in line to another line. */
import type { ConversationId, DeskWait, QueueId, Wall } from "@hearthline/api";
import { EmptyPlace, Wait } from "@hearthline/ui";
import { Button, Checkbox, Select } from "antd";
import { useState } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { duration, useNow } from "@/lib/time";
import { heatOf } from "@/lib/waiting";

import { dutyCopy } from "../copy-duty";
import { deeds, useDeed } from "../queries";
import { secondsSince } from "../saying";

const MOST = 20;

export function DutyWaits({ wall, onListen }: { wall: Wall; onListen: (wait: DeskWait) => void }) {
  const text = useCopy(dutyCopy);
  const [picked, setPicked] = useState<ConversationId[]>([]);
  const waiting = wall.waits.filter(({ kind }) => kind === "line").map((one) => one.conversation_id);
  const still = picked.filter((id) => waiting.includes(id));
  const toggle = (id: ConversationId, on: boolean): void =>
    setPicked(on ? [...still, id] : still.filter((one) => one !== id));
  return (
    <section className="hl-card duty-waits" aria-label={text.waits}>
      <div className="hl-bar">
        <h2>{text.waits}</h2>
        <span className="hl-num hl-quiet">{wall.waits.length}</span>
        {still.length > 0 ? <Mover wall={wall} ids={still} onDone={() => setPicked([])} /> : null}
      </div>
      {wall.waits.length === 0 ? <EmptyPlace title={text.noWaits}>{text.noWaitsHint}</EmptyPlace> : null}
      <ul>
        {wall.waits.slice(0, MOST).map((wait) => (
          <Line
            key={wait.conversation_id}
            wait={wait}
            wall={wall}
            isPicked={still.includes(wait.conversation_id)}
            onPick={(on) => toggle(wait.conversation_id, on)}
            onListen={() => onListen(wait)}
          />
        ))}
      </ul>
    </section>
  );
}

function Line({ wait, wall, isPicked, onPick, onListen }: {
  wait: DeskWait;
  wall: Wall;
  isPicked: boolean;
  onPick: (on: boolean) => void;
  onListen: () => void;
}) {
  const text = useCopy(dutyCopy);
  const locale = useLocale();
  const seconds = secondsSince(wait.since, useNow());
  const holder = wall.people.find(({ id }) => id === wait.holder_id)?.name ?? "";
  const queue = wall.queues.find(({ id }) => id === wait.queue_id)?.name ?? "";
  const isInLine = wait.kind === "line";
  return (
    <li>
      <Checkbox
        checked={isPicked}
        disabled={!isInLine}
        aria-label={wait.label}
        onChange={(event) => onPick(event.target.checked)}
      />
      <span className="hl-clip">{wait.label}</span>
      <span className="hl-small hl-quiet hl-clip">{queue}</span>
      <span className="hl-small hl-clip">{isInLine ? text.forAgent : text.forReply(holder)}</span>
      <Wait heat={heatOf(seconds)} text={duration(seconds, locale)} title={duration(seconds, locale)} />
      <Button size="small" onClick={onListen}>{text.listen}</Button>
    </li>
  );
}

function Mover({ wall, ids, onDone }: { wall: Wall; ids: ConversationId[]; onDone: () => void }) {
  const text = useCopy(dutyCopy);
  const [to, setTo] = useState<QueueId | null>(null);
  const move = useDeed(
    (queue: QueueId) => deeds.move(ids, queue),
    ({ moved, left }) => text.moved(moved.length, left.length),
  );
  return (
    <div className="hl-bar push">
      <span className="hl-small">{text.picked(ids.length)}</span>
      <Select<QueueId>
        size="small"
        className="duty-select"
        placeholder={text.moveTo}
        aria-label={text.moveTo}
        value={to}
        onChange={setTo}
        options={wall.queues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button
        size="small"
        type="primary"
        disabled={to === null}
        loading={move.isPending}
        onClick={() => to !== null && move.mutate(to, { onSuccess: onDone })}
      >
        {text.move}
      </Button>
    </div>
  );
}
