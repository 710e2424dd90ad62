/** Keeping a tried question with the item that should answer it, in a set or a new one. */
import type { KnowledgeHit, TrialCase } from "@hearthline/api";
import { App, Form, Input, Modal, Radio, Select } from "antd";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { setsCopy } from "../copy-sets";
import { asAsked, type Eyes } from "../eyes";
import { fetchSet, useAddSet, useChangeSet, useSets } from "../queries";

const NEW = "";
const NONE = "";

interface Values {
  set: string;
  name: string;
  expected: string;
}

export function KeepDialog({ question, hits, eyes, onClose }: {
  question: string;
  hits: KnowledgeHit[];
  eyes: Eyes;
  onClose: () => void;
}) {
  const text = useCopy(copy);
  const { size } = useCopy(setsCopy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const chosen = Form.useWatch("set", form);
  const { data: sets = [] } = useSets();
  const add = useAddSet();
  const change = useChangeSet();

  async function keep({ set, name, expected }: Values): Promise<void> {
    const asked: TrialCase = {
      question,
      expected: expected === NONE ? [] : [expected],
      eyes: asAsked(eyes),
    };
    try {
      if (set === NEW) {
        const made = await add.mutateAsync({ name: name.trim(), cases: [asked], tolerance: UNLIMITED });
        void message.success(text.kept(made.name));
      } else {
        const now = await fetchSet(set);
        const cases = [...now.cases.filter((one) => one.question !== question), asked];
        const body = { name: now.name, cases, tolerance: now.tolerance, counter: now.counter };
        await change.mutateAsync({ id: set, body });
        void message.success(text.kept(now.name));
      }
      onClose();
    } catch (error) {
      void message.error(say(error));
    }
  }

  return (
    <Modal
      open
      title={text.keepTitle}
      okText={text.save}
      cancelText={common.cancel}
      confirmLoading={add.isPending || change.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ set: sets[0]?.id ?? NEW, name: "", expected: hits[0]?.slug ?? NONE }}
        onFinish={(values) => void keep(values)}
      >
        <p>
          <strong>{question}</strong>
        </p>
        <Form.Item name="expected" label={text.expected}>
          <Radio.Group
            className="trial-choices"
            options={[
              ...hits.slice(0, 5).map(({ slug, title }) => ({ value: slug, label: title })),
              { value: NONE, label: text.expectNone },
            ]}
          />
        </Form.Item>
        <Form.Item name="set" label={text.keepInto}>
          <Select
            options={[
              ...sets.map(({ id, name, size: count }) => ({ value: id, label: `${name} · ${size(count)}` })),
              { value: NEW, label: text.newSet },
            ]}
          />
        </Form.Item>
        {(chosen ?? sets[0]?.id ?? NEW) === NEW ? (
          <Form.Item name="name" label={text.setName} rules={[{ required: true, whitespace: true, message: text.needed }]}>
            <Input maxLength={80} placeholder={text.setNameHint} />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}

/** A new set asks only that nothing gets worse. */
const UNLIMITED = {
  fall: 0,
  least_hit_1: 0,
  least_hit_3: 0,
  most_wrong_direct: 1,
  least_out_of_scope: 0,
};
