/** Business hours: a row for each weekday and one for public holidays, each with several spans. */
import { CopyOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";
import { type SpanRow, soundDay } from "./form";

export function HoursRows() {
  const text = useCopy(copy);
  const form = Form.useFormInstance();
  const days = text.days;
  function copyMonday(): void {
    const monday = (form.getFieldValue(["days", 0]) as SpanRow[] | undefined) ?? [];
    for (const at of [1, 2, 3, 4]) form.setFieldValue(["days", at], monday);
  }
  return (
    <div className="queue-rows">
      {days.map((day, at) => (
        <div key={day} className="queue-day">
          <span>{day}</span>
          <Day at={at} />
        </div>
      ))}
      <Button icon={<CopyOutlined />} onClick={copyMonday}>
        {text.span.copy}
      </Button>
    </div>
  );
}

function Day({ at }: { at: number }) {
  const text = useCopy(copy);
  const sound = {
    validator: async (_: unknown, rows: SpanRow[] | undefined) => {
      if (!soundDay(rows ?? [])) throw new Error(text.unsound);
    },
  };
  return (
    <Form.List name={["days", at]} rules={[sound]}>
      {(spans, { add, remove }, { errors }) => (
        <div className="queue-spans">
          {spans.length === 0 ? <span className="hl-quiet">{text.span.none}</span> : null}
          {spans.map(({ key, name }) => (
            <span key={key} className="queue-span">
              <Form.Item name={[name, "since"]} noStyle>
                <Input className="queue-time" aria-label={`${text.days[at]} ${name + 1}`} />
              </Form.Item>
              <span className="hl-quiet">{text.span.to}</span>
              <Form.Item name={[name, "until"]} noStyle>
                <Input
                  className="queue-time"
                  aria-label={`${text.days[at]} ${name + 1} ${text.span.to}`}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={text.span.remove}
                onClick={() => remove(name)}
              />
            </span>
          ))}
          <Button
            type="text"
            icon={<PlusOutlined />}
            aria-label={`${text.span.add}：${text.days[at]}`}
            onClick={() =>
              add(spans.length === 0 ? { since: "08:00", until: "18:00" } : { since: "", until: "" })
            }
          />
          <Form.ErrorList errors={errors} />
        </div>
      )}
    </Form.List>
  );
}
