/** A word to the reviewer, then the draft is handed in. */
import { Form, Input, Modal } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

import { copy } from "./copy";
import type { Submitting } from "./use-submitting";

export function SubmitDialog({ submitting }: { submitting: Submitting }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const [note, setNote] = useState("");
  const send = (): void => void submitting.submit(note);
  return (
    <Modal
      open
      title={text.submitTitle}
      okText={text.submit}
      cancelText={common.cancel}
      confirmLoading={submitting.isBusy}
      onOk={send}
      onCancel={submitting.close}
    >
      <p className="hl-quiet">{text.submitHint}</p>
      <Form layout="vertical" className="items-form">
        <Form.Item label={text.submitNote} htmlFor="submit-note">
          <Input.TextArea
            id="submit-note"
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              send();
            }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
