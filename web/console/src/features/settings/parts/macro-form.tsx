/** Writing one macro, step by step. */
import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Macro, MacroSaved } from "@hearthline/api";
import { App, Button, Form, Input, Modal, Select, Switch } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay, words } from "@/lib/words";

import { macroCopy } from "../copy-macros";
import { useSaveMacro } from "../queries-macros";
import { StepFields } from "./macro-step-fields";

const FRESH = { title: "", shortcut: "", domain: "", shared: false, steps: [{ do: "say" }] };
const KINDS = Object.keys(macroCopy.zh.kinds);

export function MacroForm({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const text = useCopy(macroCopy);
  const common = useCopy(words);
  const may = useMay();
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<MacroSaved>();
  const save = useSaveMacro();
  const needed = [{ required: true, whitespace: true, message: text.needed }];

  function done(values: MacroSaved): void {
    const shared = values.shared ?? macro?.shared ?? false;
    save.mutate(
      { id: macro?.id ?? null, body: { ...values, shared } },
      {
        onSuccess: (saved) => {
          void message.success(text.saved(saved.title));
          onClose();
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }

  return (
    <Modal
      open
      title={macro ? text.edit : text.add}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={macro ?? FRESH} onFinish={done}>
        <Form.Item name="title" label={text.title} rules={needed}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item
          name="shortcut"
          label={text.shortcut}
          extra={text.shortcutHint}
          rules={[...needed, { pattern: /^[A-Za-z0-9]+$/, message: text.shortcutHint }]}
        >
          <Input maxLength={32} />
        </Form.Item>
        <Form.Item name="domain" label={text.domain}>
          <Select
            options={Object.entries(text.domains).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        {may("desk.supervise") ? (
          <Form.Item name="shared" label={text.shared} valuePropName="checked">
            <Switch />
          </Form.Item>
        ) : null}
        <Form.Item label={text.steps} extra={text.variables} required>
          <Steps />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Steps() {
  const text = useCopy(macroCopy);
  return (
    <Form.List name="steps">
      {(fields, { add, remove, move }) => (
        <div className="settings-section">
          {fields.map(({ key, name }, index) => (
            <div key={key} className="settings-item">
              <div className="settings-line">
                <span className="hl-num">{index + 1}</span>
                <Form.Item name={[name, "do"]} noStyle>
                  <Select
                    aria-label={text.steps}
                    options={KINDS.map((value) => ({ value, label: text.kinds[value] }))}
                  />
                </Form.Item>
                <span className="push">
                  <Button
                    type="text"
                    icon={<ArrowUpOutlined />}
                    aria-label={text.up}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  />
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={text.removeStep}
                    onClick={() => remove(name)}
                  />
                </span>
              </div>
              <StepFields at={name} />
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            disabled={fields.length >= 12}
            onClick={() => add({ do: "note" })}
          >
            {text.addStep}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
