/** A new draft from a gap: what is written here, else what colleagues answered. */
import type { DraftGap, GapFile } from "@hearthline/api";
import { App, Button, Form, Input, Modal, Select } from "antd";
import { useNavigate } from "react-router";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { shared } from "../../parts/copy";
import { copy } from "../copy";
import { useMakeDraft } from "../queries";

type Values = Required<Pick<DraftGap, "answer" | "kind" | "audience">> & { title: string };
const KINDS = ["question", "article", "procedure", "case", "script", "policy", "notice", "form"] as const;
const AUDIENCES = ["customer", "agent", "field", "manager"] as const;

export function DraftDialog({ file, onClose, onGone }: {
  file: GapFile;
  onClose: () => void;
  onGone: () => void;
}) {
  const text = useCopy(copy);
  const names = useCopy(shared);
  const common = useCopy(words);
  const say = useSay();
  const go = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const make = useMakeDraft();

  function done(values: Values): void {
    const body = { ...values, title: values.title.trim(), catalogue: "", domain: "", counter: file.counter };
    make.mutate(
      { id: file.id, body },
      {
        onError: (error) => void message.error(say(error)),
        onSuccess: ({ article_id }) => {
          onClose();
          onGone();
          void message.success({
            content: (
              <>
                {text.drafted(body.title)}
                <Button type="link" size="small" onClick={() => void go(`/knowledge/items/${article_id}`)}>
                  {text.openDraft}
                </Button>
              </>
            ),
            duration: 8,
          });
        },
      },
    );
  }

  const { title, answer, kind, audience } = text.draftFields;
  return (
    <Modal
      open
      title={text.draftTitle}
      okText={text.draft}
      cancelText={common.cancel}
      confirmLoading={make.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          title: file.title,
          answer: file.draft?.answer ?? "",
          kind: "question",
          audience: ["customer", "agent"],
        }}
        onFinish={done}
      >
        <Form.Item name="title" label={title} rules={[{ required: true, whitespace: true, message: text.needed }]}>
          <Input autoFocus maxLength={300} />
        </Form.Item>
        <Form.Item name="answer" label={answer} extra={text.draftHint}>
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={20_000} placeholder={text.draftNoAnswer} />
        </Form.Item>
        <div className="gap-pair">
          <Form.Item name="kind" label={kind}>
            <Select options={KINDS.map((value) => ({ value, label: names.kinds[value] }))} />
          </Form.Item>
          <Form.Item name="audience" label={audience} rules={[{ required: true, message: text.draftFields.audience }]}>
            <Select mode="multiple" options={AUDIENCES.map((value) => ({ value, label: names.audiences[value] }))} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
