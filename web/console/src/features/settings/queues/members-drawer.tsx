/** Who serves a queue, and in which line. */
import type { QueueSetting, StaffId } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { App, Button, Checkbox, Drawer, Select, Skeleton } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { usePeople, useSetMembers } from "./queries";

export function MembersDrawer({ queue, onClose }: { queue: QueueSetting; onClose: () => void }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const { data } = usePeople();
  const save = useSetMembers();
  const [levels, setLevels] = useState<ReadonlyMap<StaffId, number>>(
    new Map(queue.members.map(({ staff_id, level }) => [staff_id, level])),
  );
  function set(id: StaffId, level: number | null): void {
    const next = new Map(levels);
    if (level === null) next.delete(id);
    else next.set(id, level);
    setLevels(next);
  }
  function done(): void {
    const members = [...levels].map(([staff_id, level]) => ({ staff_id, level }));
    save.mutate(
      { id: queue.id, counter: queue.counter, members },
      {
        onSuccess: () => {
          void message.success(text.saved(queue.name));
          onClose();
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }
  return (
    <Drawer
      open
      size={520}
      title={`${queue.name} · ${text.members}`}
      onClose={onClose}
      footer={
        <div className="settings-head">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="primary" loading={save.isPending} onClick={done}>
            {common.save}
          </Button>
        </div>
      }
    >
      <p className="hl-quiet">{text.levelHint}</p>
      {data === undefined ? <Skeleton active /> : null}
      {data?.items.map(({ staff_id, name, skills }) => (
        <div key={staff_id} className="queue-member">
          <Checkbox
            checked={levels.has(staff_id)}
            onChange={({ target }) => set(staff_id, target.checked ? 1 : null)}
          >
            {name}
          </Checkbox>
          <span className="queue-marks">
            {Object.entries(skills).map(([skill, level]) => (
              <Mark key={skill} tone={lacks(queue, skill, level) ? "warn" : "plain"}>
                {`${skill} ${level}`}
              </Mark>
            ))}
          </span>
          <Select
            value={levels.get(staff_id) ?? 1}
            disabled={!levels.has(staff_id)}
            aria-label={`${text.fields.level}：${name}`}
            onChange={(level) => set(staff_id, level)}
            options={[1, 2, 3].map((n) => ({ value: n, label: text.levelN(n) }))}
          />
        </div>
      ))}
    </Drawer>
  );
}

/** Whether a skill is below what the queue asks for at first. */
const lacks = (queue: QueueSetting, skill: string, level: number): boolean =>
  level < (queue.skills[skill] ?? 0);
