/** Asks before an incident is restored, closed or dismissed: what follows, and words for the log. */
import { Form, Input, Modal } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { words as common } from "@/lib/words";

import { copy } from "../copy";

export function Ending({ title, hint, isNeeded, isBusy, onDo, onClose }: {
  title: string;
  hint: string;
  isNeeded: boolean;
  isBusy: boolean;
  onDo: (text: string) => void;
  onClose: () => void;
}) {
  const text = useCopy(copy);
  const rest = useCopy(common);
  const [why, setWhy] = useState("");
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={rest.cancel}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: isNeeded && why.trim() === "" }}
      onOk={() => onDo(why.trim())}
      onCancel={onClose}
    >
      <p className="hl-quiet">{hint}</p>
      <Form layout="vertical">
        <Form.Item label={text.why} htmlFor="incident-why" required={isNeeded}>
          <Input.TextArea id="incident-why" autoFocus autoSize={{ minRows: 2, maxRows: 4 }} maxLength={500} value={why} onChange={({ target }) => setWhy(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
