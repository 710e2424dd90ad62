/** What one person can and takes. */
import type { AgentSetting } from "@hearthline/api";
import { App, Form, InputNumber, Modal, Select } from "antd";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { CHATS, personBody, personOf, type PersonValues } from "./form";
import { useSetPerson } from "./queries";
import { SkillRows } from "./skill-rows";

export function PersonForm({ person, onClose }: { person: AgentSetting; onClose: () => void }) {
  const { person: text, channels, needed } = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<PersonValues>();
  const save = useSetPerson();
  const saved = useCopy(copy).saved;
  const chats = CHATS.map((kind) => ({ value: kind, label: channels[kind] }));
  function done(values: PersonValues): void {
    save.mutate(
      { id: person.staff_id, body: personBody(person, values) },
      {
        onSuccess: () => {
          void message.success(saved(person.name));
          onClose();
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }
  return (
    <Modal
      open
      width={560}
      title={text.title(person.name)}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={personOf(person)} onFinish={done}>
        <Form.Item label={text.skills}>
          <SkillRows name="skills" level="" />
        </Form.Item>
        <Form.Item name="total" label={text.total} rules={[{ required: true, message: needed }]}>
          <InputNumber min={0} max={50} />
        </Form.Item>
        <Form.Item label={text.byChannel} extra={text.byChannelHint}>
          <div className="queue-limits">
            {[...CHATS, "phone" as const].map((kind) => (
              <label key={kind}>
                <span className="hl-small">{channels[kind]}</span>
                <Form.Item name={["limits", kind]} noStyle>
                  <InputNumber min={0} max={50} aria-label={`${text.byChannel}：${channels[kind]}`} />
                </Form.Item>
              </label>
            ))}
          </div>
        </Form.Item>
        <Form.Item name="interrupts" label={text.interrupts} extra={text.interruptsHint}>
          <Select mode="multiple" options={chats} />
        </Form.Item>
        <Form.Item name="during_calls" label={text.duringCalls} extra={text.duringCallsHint}>
          <Select mode="multiple" options={chats} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
