/** The storm switch: what a plan would change, where, for how long, why; then the countdown. */
import type { QueueId, QueueNow, Storm } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { App, Button, Form, Input, Modal, Segmented, Select } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { clockTime } from "@/lib/time";
import { words } from "@/lib/words";

import { dutyCopy } from "../copy-duty";
import { deeds, useDeed, useDistricts, usePlans } from "../queries";
import { StormChanges } from "./storm-changes";
import { StormCountdown } from "./storm-countdown";

const LENGTHS_H = [0.5, 2, 4, 12];

export function StormPanel({ storms, queues }: { storms: Storm[]; queues: QueueNow[] }) {
  const text = useCopy(dutyCopy).storm;
  const [isOpen, setOpen] = useState(false);
  // Where one holds for some queues or districts, another may be needed elsewhere.
  const hasRoom = storms.every(({ queue_ids, districts }) => queue_ids.length + districts.length > 0);
  const calm = queues.filter(({ id }) => !storms.some(({ queue_ids }) => queue_ids.includes(id)));
  return (
    <section className="hl-card duty-storm" aria-label={text.title}>
      <div className="hl-bar">
        <h2>{text.title}</h2>
        {storms.length === 0 ? <span className="hl-quiet">{text.calm}</span> : null}
        {hasRoom ? (
          <Button className="push" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{text.open}</Button>
        ) : null}
      </div>
      {hasRoom && isOpen ? <Switch queues={calm} /> : null}
      {storms.map((storm) => <InForce key={storm.id} storm={storm} queues={queues} />)}
    </section>
  );
}

function InForce({ storm, queues }: { storm: Storm; queues: QueueNow[] }) {
  const text = useCopy(dutyCopy).storm;
  const common = useCopy(words);
  const { modal } = App.useApp();
  const lines = queues.filter(({ id }) => storm.queue_ids.includes(id)).map(({ name }) => name);
  const where = [...lines, ...storm.districts].join(" · ");
  const extend = useDeed(() => deeds.extend(storm.id, storm.reason, 120), () => text.declared(storm.plan.name));
  const end = useDeed(() => deeds.end(storm.id, text.end), () => text.ended);
  const ask = (): void =>
    void modal.confirm({
      title: text.endAsk,
      content: text.endHint,
      okText: text.end,
      cancelText: common.cancel,
      onOk: () => end.mutate(undefined),
    });
  return (
    <>
      <StormCountdown storm={storm} />
      <p className="hl-small">{storm.reason}</p>
      {where === "" ? null : <p className="hl-small">{text.holdsFor(where)}</p>}
      <p className="hl-small hl-quiet">{text.by(storm.declared_by, clockTime(new Date(storm.ends_at)))}</p>
      <div className="hl-bar">
        <Button loading={extend.isPending} onClick={() => extend.mutate(undefined)}>
          {text.extend} {text.hours(2)}
        </Button>
        <Button danger loading={end.isPending} onClick={ask}>{text.end}</Button>
      </div>
    </>
  );
}

function Switch({ queues }: { queues: QueueNow[] }) {
  const text = useCopy(dutyCopy).storm;
  const common = useCopy(words);
  const { data } = usePlans();
  const [planId, setPlanId] = useState<string | null>(null);
  const [hours, setHours] = useState(2);
  const [queueIds, setQueueIds] = useState<QueueId[]>([]);
  const [districts, setDistricts] = useState<string[]>([]);
  const { data: areas } = useDistricts();
  const [reason, setReason] = useState("");
  const [isAsking, setAsking] = useState(false);
  const plan = data?.items.find(({ id }) => id === planId);
  const declare = useDeed(
    (id: string) => deeds.declare(id, reason.trim(), hours * 60, { queueIds, districts }),
    (storm) => text.declared(storm.plan.name),
  );
  if (data?.items.length === 0) return <EmptyPlace title={text.none}>{text.noneHint}</EmptyPlace>;
  return (
    <Form layout="vertical">
      <p className="hl-small hl-quiet">{text.calmHint}</p>
      <Form.Item label={text.plan}>
        <Select
          aria-label={text.plan}
          value={planId}
          onChange={setPlanId}
          options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item label={text.where}>
        <Select
          mode="multiple"
          allowClear
          aria-label={text.where}
          placeholder={districts.length > 0 ? text.noQueue : text.everywhere}
          value={queueIds}
          onChange={setQueueIds}
          options={queues.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item label={text.districts} extra={districts.length > 0 ? text.districtsHint : undefined}>
        <Select
          mode="tags"
          allowClear
          maxCount={50}
          tokenSeparators={["、", "，", ","]}
          aria-label={text.districts}
          placeholder={text.districtsPlace}
          value={districts}
          onChange={setDistricts}
          options={(areas ?? []).map((area) => ({ value: area, label: area }))}
        />
      </Form.Item>
      <Form.Item label={text.lasting}>
        <Segmented value={hours} onChange={setHours} options={LENGTHS_H.map((n) => ({ value: n, label: text.hours(n) }))} />
      </Form.Item>
      <Form.Item label={text.reason}>
        <Input value={reason} maxLength={500} placeholder={text.reasonHint} aria-label={text.reason} onChange={(event) => setReason(event.target.value)} />
      </Form.Item>
      {plan ? <StormChanges planId={plan.id} queueIds={queueIds} districts={districts} /> : null}
      <Button disabled={plan === undefined || reason.trim() === ""} loading={declare.isPending} onClick={() => setAsking(true)}>
        {text.on}
      </Button>
      {plan ? (
        <Modal
          open={isAsking}
          width={560}
          title={text.onAsk(plan.name)}
          okText={text.on}
          cancelText={common.cancel}
          onCancel={() => setAsking(false)}
          onOk={() => {
            setAsking(false);
            declare.mutate(plan.id);
          }}
        >
          <StormChanges planId={plan.id} queueIds={queueIds} districts={districts} />
        </Modal>
      ) : null}
    </Form>
  );
}
