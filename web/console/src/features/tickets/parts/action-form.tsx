/** Asks for what an action needs. */
import type { TicketDesk } from "@hearthline/api";
import { Form, Modal } from "antd";

import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

import { actionCopy } from "../copy-actions";
import { ACTION_FIELDS } from "./action-fields";

type Values = Record<string, unknown>;

export function ActionForm({ action, desk, busy, onDone, onClose }: {
  action: string;
  desk: TicketDesk;
  busy: boolean;
  onDone: (values: Values) => void;
  onClose: () => void;
}) {
  const text = useCopy(actionCopy);
  const common = useCopy(words);
  const [form] = Form.useForm<Values>();
  const Fields = ACTION_FIELDS[action] ?? ACTION_FIELDS["note"];
  const hint = text.hints[action];
  return (
    <Modal
      open
      title={text.names[action] ?? action}
      okText={text.names[action] ?? action}
      cancelText={common.cancel}
      okButtonProps={{ danger: action.includes("void") }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {hint ? <p className="hl-quiet">{hint}</p> : null}
      <Form form={form} layout="vertical" onFinish={(values) => onDone(plain(values))}>
        {Fields ? <Fields desk={desk} /> : null}
      </Form>
    </Modal>
  );
}

/** Moments as the server takes them; what was not filled in is left out. */
function plain(values: Values): Values {
  const found: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === "") continue;
    found[name] = hasMoment(value) ? value.toISOString() : value;
  }
  return found;
}

const hasMoment = (value: unknown): value is { toISOString: () => string } =>
  typeof value === "object" && value !== null && "toISOString" in value;
