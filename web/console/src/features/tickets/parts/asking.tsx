/** A field that an action asks for, and the box for words. */
import { Form, Input } from "antd";
import type { ReactNode } from "react";

import { useCopy } from "@/lib/locale";

import { actionCopy } from "../copy-actions";

export function Needed({ name, label, children, optional = false }: {
  name: string;
  label: string;
  children: ReactNode;
  optional?: boolean;
}) {
  const text = useCopy(actionCopy);
  return (
    <Form.Item
      name={name}
      label={label}
      rules={optional ? [] : [{ required: true, message: text.needed }]}
    >
      {children}
    </Form.Item>
  );
}

export function Words({ name = "text", optional = false }: { name?: "text" | "reason" | "note"; optional?: boolean }) {
  const text = useCopy(actionCopy);
  return (
    <Needed name={name} label={text[name]} optional={optional}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} autoFocus={!optional} />
    </Needed>
  );
}
