/** The words and choices of one step, by its kind. */
import { Form, Input, InputNumber, Select } from "antd";

import { useCopy, useLocale } from "@/lib/locale";

import { macroCopy } from "../copy-macros";
import { useQueueNames, useTagKindList } from "../queries-macros";

const FIELDS: Record<string, readonly string[]> = {
  say: ["text"],
  note: ["text"],
  tag: ["code", "reason"],
  priority: ["priority"],
  promise: ["text", "within_minutes"],
  ticket: ["type_code", "description"],
  subscribe_outage: [],
  wrap_up: ["code", "note"],
  transfer: ["queue_id", "note"],
  resolve: ["note"],
};
const OPTIONAL = new Set(["note"]);
const LONG = new Set(["text", "description"]);

export function StepFields({ at }: { at: number }) {
  const text = useCopy(macroCopy);
  const form = Form.useFormInstance();
  const kind = Form.useWatch<string | undefined>(["steps", at, "do"], form) ?? "note";
  return (FIELDS[kind] ?? []).map((field) => (
    <Form.Item
      key={`${kind}.${field}`}
      name={[at, field]}
      label={text.fields[field]}
      rules={OPTIONAL.has(field) ? [] : [{ required: true, message: text.needed }]}
    >
      <Field kind={kind} field={field} />
    </Form.Item>
  ));
}

function Field({ kind, field, ...given }: { kind: string; field: string }) {
  if (field === "queue_id") return <QueueField {...given} />;
  if (kind === "tag" && field === "code") return <TagField {...given} />;
  if (field === "priority") return <InputNumber min={0} max={4} {...given} />;
  if (field === "within_minutes") return <InputNumber min={5} max={43_200} step={30} {...given} />;
  if (LONG.has(field)) return <Input.TextArea rows={2} maxLength={2_000} {...given} />;
  return <Input maxLength={400} {...given} />;
}

function TagField(given: object) {
  const locale = useLocale();
  const { data } = useTagKindList();
  const kinds = data?.items.filter((kind) => kind.is_active) ?? [];
  return (
    <Select
      {...given}
      options={kinds.map((kind) => ({
        value: kind.code,
        label: locale === "en" ? kind.name_en : kind.name,
      }))}
    />
  );
}

function QueueField(given: object) {
  const { data } = useQueueNames();
  return (
    <Select {...given} options={data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
  );
}
