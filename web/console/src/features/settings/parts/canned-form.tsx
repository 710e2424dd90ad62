/** Writing one canned answer. */
import type { Canned } from "@hearthline/api";
import { App, Form, Input, Modal, Switch } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { type CannedWords, useSaveCanned } from "../queries";

const FRESH: CannedWords = { shortcut: "", title: "", text: "", shared: false, folder: "" };

export function CannedForm({ canned, onClose }: { canned: Canned | null; onClose: () => void }) {
  const { canned: text } = useCopy(copy);
  const common = useCopy(words);
  const may = useMay();
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<CannedWords>();
  const save = useSaveCanned();
  const needed = [{ required: true, whitespace: true, message: text.needed }];

  function done(values: CannedWords): void {
    const shared = values.shared ?? canned?.shared ?? false;
    save.mutate(
      { id: canned?.id ?? null, words: { ...values, shared, folder: values.folder ?? "" } },
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
      title={canned ? text.edit : text.add}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={canned ?? FRESH} onFinish={done}>
        <Form.Item name="title" label={text.titleField} rules={needed}>
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item
          name="shortcut"
          label={text.shortcut}
          extra={text.shortcutHint}
          rules={[...needed, { pattern: /^\S+$/, message: text.shortcutHint }]}
        >
          <Input maxLength={32} prefix="/" />
        </Form.Item>
        <Form.Item name="folder" label={text.folder}>
          <Input maxLength={40} placeholder={text.folderHint} />
        </Form.Item>
        <Form.Item name="text" label={text.text} rules={needed}>
          <Input.TextArea rows={5} maxLength={4_000} showCount />
        </Form.Item>
        {may("desk.supervise") ? (
          <Form.Item name="shared" label={text.shared} valuePropName="checked">
            <Switch />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
