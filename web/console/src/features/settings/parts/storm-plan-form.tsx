/** The form of a storm plan; what is left empty stays as it is in a storm. */
import type { StormMeasures, StormPlan } from "@hearthline/api";
import { App, Form, Input, InputNumber, Modal, Select, Switch } from "antd";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { supervisionCopy } from "../copy-supervision";
import { useQueues, useWritePlan } from "../queries-supervision";

type Fields = StormMeasures & { name: string };

const CALM: StormMeasures = {
  greeting: "",
  greeting_en: "",
  announcement: "",
  announcement_en: "",
  intents: [],
  banner: true,
  relaxes_rings: true,
  overflows: true,
  joining: [],
  extra_chats: 2,
  callback_over_s: 300,
  wrap_up_s: 15,
};

/** `plan` is a plan to be changed, or the name of a new one. */
export function StormPlanForm({ plan, onClose }: { plan: StormPlan | string; onClose: () => void }) {
  const { plans: text } = useCopy(supervisionCopy);
  const common = useCopy(words);
  const { message } = App.useApp();
  const say = useSay();
  const write = useWritePlan();
  const [form] = Form.useForm<Fields>();
  const isNew = typeof plan === "string";
  const first: Fields = isNew ? { name: plan, ...CALM } : { name: plan.name, ...plan.measures };
  const save = ({ name, ...measures }: Fields): void =>
    write.mutate(
      { name, measures },
      {
        onSuccess: () => {
          void message.success(text.saved(name));
          onClose();
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  return (
    <Modal
      open
      width={640}
      title={isNew ? text.add : text.edit}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={write.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={first} onFinish={save}>
        <Form.Item name="name" label={text.name} rules={[{ required: true, whitespace: true, max: 40 }]}>
          <Input disabled={!isNew} maxLength={40} />
        </Form.Item>
        <Words />
        <Lines />
      </Form>
    </Modal>
  );
}

function Words() {
  const { plans: text } = useCopy(supervisionCopy);
  return (
    <>
      <Form.Item name="greeting" label={text.greeting}><Input.TextArea autoSize maxLength={500} /></Form.Item>
      <Form.Item name="greeting_en" label={text.greetingEn}><Input.TextArea autoSize maxLength={500} /></Form.Item>
      <Form.Item name="announcement" label={text.announcement}><Input.TextArea autoSize maxLength={500} /></Form.Item>
      <Form.Item name="announcement_en" label={text.announcementEn}><Input.TextArea autoSize maxLength={500} /></Form.Item>
      <Form.Item name="intents" label={text.intents}><Select mode="tags" tokenSeparators={[",", "，", " "]} open={false} /></Form.Item>
      <Form.Item name="banner" label={text.banner} valuePropName="checked" layout="horizontal"><Switch /></Form.Item>
    </>
  );
}

function Lines() {
  const { plans: text } = useCopy(supervisionCopy);
  const { data } = useQueues();
  const queues = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Form.Item name="relaxes_rings" label={text.relaxes} valuePropName="checked" layout="horizontal"><Switch /></Form.Item>
      <Form.Item name="overflows" label={text.overflows} valuePropName="checked" layout="horizontal"><Switch /></Form.Item>
      <Form.Item name="joining" label={text.joining}><Select mode="multiple" options={queues} /></Form.Item>
      <Form.Item name="extra_chats" label={text.extra} layout="horizontal"><InputNumber min={0} max={10} /></Form.Item>
      <Form.Item name="callback_over_s" label={text.callback} layout="horizontal"><InputNumber min={60} max={7200} /></Form.Item>
      <Form.Item name="wrap_up_s" label={text.wrapUp} layout="horizontal"><InputNumber min={0} max={600} /></Form.Item>
    </>
  );
}
