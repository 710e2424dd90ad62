/** Asks before a deed: what will happen, and, where it is wanted, why. */
import { Form, Input, Modal } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

interface ReasonProps {
  title: string;
  hint: string;
  deed: string;
  /** The name of the reason; none is asked for without. */
  label?: string;
  isNeeded?: boolean;
  isBusy: boolean;
  onDo: (reason: string) => void;
  onClose: () => void;
}

export function ReasonDialog({ title, hint, deed, label, isNeeded = false, isBusy, onDo, onClose }: ReasonProps) {
  const common = useCopy(words);
  const [reason, setReason] = useState("");
  const isLacking = isNeeded && reason.trim() === "";
  return (
    <Modal
      open
      title={title}
      okText={deed}
      cancelText={common.cancel}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: isLacking }}
      onOk={() => onDo(reason.trim())}
      onCancel={onClose}
    >
      <p className="hl-quiet kb-hint">{hint}</p>
      {label === undefined ? null : (
        <Form layout="vertical" className="kb-form">
          <Form.Item label={label} required={isNeeded} htmlFor="reason">
            <Input.TextArea
              id="reason"
              autoFocus
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isLacking) return;
                event.preventDefault();
                onDo(reason.trim());
              }}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
