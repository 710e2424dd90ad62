/** How many homes within how many minutes are suspicious. */
import { App, Button, Form, InputNumber, Modal } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay, words as common } from "@/lib/words";

import { copy } from "../copy";
import { useRule, useSetRule } from "../queries";

export function RuleButton() {
  const text = useCopy(copy);
  const [isOpen, setOpen] = useState(false);
  const rule = useRule();
  if (rule.data === undefined) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.rule}</Button>
      {isOpen ? <RuleForm known={rule.data} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function RuleForm({ known, onClose }: {
  known: { fewest: number; within_minutes: number };
  onClose: () => void;
}) {
  const text = useCopy(copy);
  const rest = useCopy(common);
  const say = useSay();
  const { message } = App.useApp();
  const set = useSetRule();
  const [rule, setRule] = useState(known);
  return (
    <Modal
      open
      title={text.rule}
      okText={rest.save}
      cancelText={rest.cancel}
      confirmLoading={set.isPending}
      onOk={() =>
        set.mutate(rule, {
          onSuccess: () => {
            void message.success(text.saved);
            onClose();
          },
          onError: (error) => void message.error(say(error)),
        })
      }
      onCancel={onClose}
    >
      <p className="hl-quiet">{text.ruleHint(rule.fewest, rule.within_minutes)}</p>
      <Form layout="inline">
        <Form.Item label={text.fewest} htmlFor="rule-fewest">
          <InputNumber id="rule-fewest" min={2} max={100} value={rule.fewest} onChange={(n) => setRule({ ...rule, fewest: n ?? known.fewest })} />
        </Form.Item>
        <Form.Item label={text.within} htmlFor="rule-within">
          <InputNumber id="rule-within" min={5} max={1440} value={rule.within_minutes} onChange={(n) => setRule({ ...rule, within_minutes: n ?? known.within_minutes })} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
