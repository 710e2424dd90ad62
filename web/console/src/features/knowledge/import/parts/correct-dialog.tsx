/** Writing over some of an item's members before it is imported. */
import type { ImportItem, KnowledgeImport } from "@hearthline/api";
import { App, Form, Input, Modal } from "antd";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useChangeItem } from "../queries";
import { Troubles } from "./troubles";

interface Values {
  title: string;
  questions: string;
  answer: string;
  catalogue: string;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const valuesOf = ({ members }: ImportItem): Values => ({
  title: textOf(members["title"]),
  questions: Array.isArray(members["questions"]) ? members["questions"].map(String).join("\n") : "",
  answer: textOf(members["answer"]),
  catalogue: textOf(members["catalogue"]),
});

/** Only what was changed is sent: what the file left out stays left out. */
export function changesOf(item: ImportItem, now: Values): Record<string, unknown> {
  const before = valuesOf(item);
  const changed: Record<string, unknown> = {};
  for (const name of ["title", "answer", "catalogue"] as const) {
    if (now[name].trim() !== before[name].trim()) changed[name] = now[name].trim();
  }
  if (now.questions !== before.questions) {
    changed["questions"] = now.questions.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  }
  return changed;
}

export function CorrectDialog({ one, item, onClose }: {
  one: KnowledgeImport;
  item: ImportItem;
  onClose: () => void;
}) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = useChangeItem(one.id);

  function done(values: Values): void {
    const members = changesOf(item, values);
    if (Object.keys(members).length === 0) return onClose();
    change.mutate(
      { number: item.number, body: { members } },
      {
        onError: (error) => void message.error(say(error)),
        onSuccess: () => {
          onClose();
          void message.success(text.saved);
        },
      },
    );
  }

  return (
    <Modal
      open
      title={text.editTitle}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={change.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <div className="kb-fields">
        <p className="hl-small hl-quiet">{text.editHint}</p>
        {item.troubles.length > 0 ? <Troubles troubles={item.troubles} /> : null}
        <Form form={form} layout="vertical" initialValues={valuesOf(item)} onFinish={done}>
          <Form.Item name="title" label={text.fields.title}>
            <Input autoFocus maxLength={300} />
          </Form.Item>
          <Form.Item name="questions" label={text.fields.questions}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
          </Form.Item>
          <Form.Item name="answer" label={text.fields.answer}>
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={20_000} />
          </Form.Item>
          <Form.Item name="catalogue" label={text.fields.catalogue}>
            <Input maxLength={200} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
