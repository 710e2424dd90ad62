/** Writing an example by hand. */
import { App, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMarks } from "@/lib/told";
import { useSay, words } from "@/lib/words";

import { examplesCopy } from "../../copy-examples";
import { useAddExample } from "../../queries";
import { type ChosenIntent, IntentSelect } from "../intent-select";

interface Values {
  text: string;
  kind: "example" | "counter";
}

export function AddDialog({ onClose }: { onClose: () => void }) {
  const text = useCopy(examplesCopy);
  const common = useCopy(words);
  const marks = useMarks();
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [chosen, setChosen] = useState<ChosenIntent | null>(null);
  const add = useAddExample();

  function done(values: Values): void {
    if (!chosen) return;
    const { intent, domain } = chosen;
    add.mutate(
      { intent, domain, text: values.text.trim(), kind: values.kind },
      {
        onSuccess: (example) => {
          void message.success(text.added(example.text));
          onClose();
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }

  return (
    <Modal
      open
      title={text.addTitle}
      okText={text.add}
      cancelText={common.cancel}
      confirmLoading={add.isPending}
      okButtonProps={{ disabled: chosen === null }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ text: "", kind: "example" }} onFinish={done}>
        <Form.Item
          name="text"
          label={text.text}
          rules={[{ required: true, whitespace: true, message: text.needed }]}
        >
          <Input autoFocus maxLength={200} placeholder={text.textHint} />
        </Form.Item>
        <Form.Item label={text.intent} required>
          <IntentSelect
            value={chosen?.intent ?? null}
            placeholder={text.chooseIntent}
            onChoose={setChosen}
          />
        </Form.Item>
        <Form.Item name="kind" label={text.kind}>
          <Radio.Group
            options={(["example", "counter"] as const).map((value) => ({
              value,
              label: `${text.kinds[value]}${marks.colon}${text.kindHints[value]}`,
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
