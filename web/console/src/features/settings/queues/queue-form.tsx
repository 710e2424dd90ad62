/** Setting one queue up. */
import type { QueueSetting } from "@hearthline/api";
import { App, Button, Drawer, Form, Input, InputNumber, Select, Switch } from "antd";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { BackupRows } from "./backup-rows";
import { copy } from "./copy";
import { bodyOf, type QueueValues, valuesOf } from "./form";
import { HoursRows } from "./hours-rows";
import { useQueueSettings, useSaveQueue } from "./queries";
import { RingRows } from "./ring-rows";
import { SkillRows } from "./skill-rows";

export function QueueForm({ queue, onClose }: { queue: QueueSetting | null; onClose: () => void }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<QueueValues>();
  const save = useSaveQueue();
  function done(): void {
    const values = form.getFieldsValue(true) as QueueValues;
    save.mutate(
      { queue, body: bodyOf(values) },
      {
        onSuccess: (saved) => {
          void message.success(text.saved(saved.name));
          onClose();
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }
  return (
    <Drawer
      open
      size={720}
      title={queue?.name ?? text.add}
      onClose={onClose}
      footer={
        <div className="settings-head">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {common.save}
          </Button>
        </div>
      }
    >
      <Form form={form} layout="vertical" initialValues={valuesOf(queue)} onFinish={done}>
        <Whom />
        <When />
        <Otherwise own={queue?.id ?? null} />
      </Form>
    </Drawer>
  );
}

function Whom() {
  const text = useCopy(copy);
  const { fields } = text;
  const kinds = Object.entries(text.channels).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Form.Item
        name="name"
        label={fields.name}
        rules={[{ required: true, whitespace: true, message: text.needed }]}
      >
        <Input maxLength={64} autoFocus />
      </Form.Item>
      <Form.Item name="channels" label={fields.channels} extra={fields.channelsHint}>
        <Select mode="multiple" options={kinds} placeholder={text.everyChannel} />
      </Form.Item>
      <Form.Item label={fields.skills} extra={fields.skillsHint}>
        <SkillRows name="skills" level={text.skill.level} />
      </Form.Item>
      <Form.Item label={fields.rings} extra={fields.ringsHint}>
        <RingRows />
      </Form.Item>
    </>
  );
}

function When() {
  const text = useCopy(copy);
  const { fields } = text;
  const form = Form.useFormInstance<QueueValues>();
  const hasHours = Form.useWatch("has_hours", form) ?? false;
  const deeds = Object.entries(text.closed).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Form.Item label={fields.hours} extra={hasHours ? fields.hoursHint : text.always}>
        <Form.Item name="has_hours" valuePropName="checked" noStyle>
          <Switch aria-label={fields.hours} />
        </Form.Item>
      </Form.Item>
      {hasHours ? (
        <>
          <HoursRows />
          <Form.Item name="closed" label={fields.closed} className="queue-after">
            <Select options={deeds} />
          </Form.Item>
        </>
      ) : null}
    </>
  );
}

function Otherwise({ own }: { own: string | null }) {
  const text = useCopy(copy);
  const { fields } = text;
  const { data } = useQueueSettings();
  const form = Form.useFormInstance<QueueValues>();
  const overflow = Form.useWatch("overflow_to", form) ?? null;
  const others = (data?.items ?? [])
    .filter(({ id, archived }) => id !== own && !archived)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Form.Item label={fields.overflow} extra={fields.overflowHint}>
        <div className="queue-row">
          <Form.Item name="overflow_to" noStyle normalize={(value?: string) => value ?? null}>
            <Select allowClear options={others} placeholder={text.off} aria-label={fields.overflow} />
          </Form.Item>
          {overflow === null ? null : (
            <>
              <Form.Item
                name="overflow_after_s"
                noStyle
                rules={[{ required: true, message: text.needed }]}
              >
                <InputNumber min={1} max={86_400} aria-label={`${fields.overflow} ${text.seconds}`} />
              </Form.Item>
              <span className="hl-quiet">{text.seconds}</span>
            </>
          )}
        </div>
      </Form.Item>
      <Form.Item label={fields.backups} extra={fields.backupsHint}>
        <BackupRows others={others} />
      </Form.Item>
      <Form.Item label={fields.target}>
        <div className="queue-row">
          <Form.Item name="percent" noStyle rules={[{ required: true, message: text.needed }]}>
            <InputNumber min={0} max={100} aria-label={text.percent} />
          </Form.Item>
          <span className="hl-quiet">{text.percent}</span>
          <Form.Item name="target_s" noStyle rules={[{ required: true, message: text.needed }]}>
            <InputNumber min={1} max={86_400} aria-label={text.within} />
          </Form.Item>
          <span className="hl-quiet">{text.within}</span>
        </div>
      </Form.Item>
    </>
  );
}
