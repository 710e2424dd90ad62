/** Changes what an agent does until midnight: how many at once, and in which lines. */
import type { AgentNow, QueueId, Wall } from "@hearthline/api";
import { Button, Form, InputNumber, Modal, Select } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

import { dutyCopy } from "../copy-duty";
import { deeds, useDeed } from "../queries";

interface Props {
  person: AgentNow | null;
  wall: Wall;
  isAdjusted: boolean;
  onClose: () => void;
}

export function DutyDialog({ person, ...rest }: Props) {
  return person === null ? null : <Dialog key={person.id} person={person} {...rest} />;
}

function Dialog({ person, wall, isAdjusted, onClose }: Props & { person: AgentNow }) {
  const text = useCopy(dutyCopy);
  const common = useCopy(words);
  const [capacity, setCapacity] = useState<number | null>(null);
  const [join, setJoin] = useState<QueueId[]>([]);
  const [leave, setLeave] = useState<QueueId[]>([]);
  const change = useDeed(
    () => deeds.duty(person.id, { capacity, join, leave }),
    () => text.saved(person.name),
  );
  const restore = useDeed(() => deeds.restore(person.id), () => text.restored(person.name));
  const own = new Set(person.queues);
  const options = (of: boolean) =>
    wall.queues.filter(({ id }) => own.has(id) === of).map(({ id, name }) => ({ value: id, label: name }));
  const isNothing = capacity === null && join.length === 0 && leave.length === 0;
  return (
    <Modal
      open
      title={text.dutyTitle(person.name)}
      onCancel={onClose}
      footer={[
        isAdjusted ? (
          <Button key="restore" loading={restore.isPending} onClick={() => restore.mutate(undefined, { onSuccess: onClose })}>
            {text.restore}
          </Button>
        ) : null,
        <Button key="cancel" onClick={onClose}>{common.cancel}</Button>,
        <Button
          key="save"
          type="primary"
          disabled={isNothing}
          loading={change.isPending}
          onClick={() => change.mutate(undefined, { onSuccess: onClose })}
        >
          {common.save}
        </Button>,
      ]}
    >
      <p className="hl-small hl-quiet">{text.dutyHint}</p>
      <Form layout="vertical">
        <Form.Item label={text.capacity}>
          <InputNumber min={0} max={50} placeholder={String(person.capacity)} value={capacity} onChange={setCapacity} />
        </Form.Item>
        <Form.Item label={text.join}>
          <Select<QueueId[]> mode="multiple" value={join} onChange={setJoin} options={options(false)} />
        </Form.Item>
        <Form.Item label={text.leave}>
          <Select<QueueId[]> mode="multiple" value={leave} onChange={setLeave} options={options(true)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
