/** A thing that no item names yet. */
import type { EntityKind } from "@hearthline/api";
import { Form, Input, Modal, Select } from "antd";

import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { useAddEntity } from "../queries";
import { KINDS } from "./kinds";
import { useDeed } from "./use-deed";

interface Values {
  kind: EntityKind;
  name: string;
  note: string;
}

export function AddDialog({ onClose, onAdded }: {
  onClose: () => void;
  onAdded: (id: string) => void;
}) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const deed = useDeed();
  const [form] = Form.useForm<Values>();
  const add = useAddEntity();

  function done({ kind, name, note }: Values): void {
    add.mutate(
      { kind, name: name.trim(), note: note.trim() },
      {
        onError: deed.failed,
        onSuccess: ({ entity, edit }) => {
          onClose();
          onAdded(entity.id);
          deed.done(text.added(entity.name), edit);
        },
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
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ kind: "service", name: "", note: "" }} onFinish={done}>
        <Form.Item name="kind" label={text.fields.kind}>
          <Select options={KINDS.filter((kind) => kind !== "item").map((value) => ({ value, label: text.kinds[value] }))} />
        </Form.Item>
        <Form.Item name="name" label={text.fields.name} rules={[{ required: true, whitespace: true, message: text.needed }]}>
          <Input autoFocus maxLength={120} placeholder={text.nameHint} />
        </Form.Item>
        <Form.Item name="note" label={text.fields.note}>
          <Input.TextArea rows={2} maxLength={2_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
