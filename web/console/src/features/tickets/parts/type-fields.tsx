/** The fields that a type asks for. */
import type { TicketField, TicketType } from "@hearthline/api";
import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";

import { useCopy, useLocale } from "@/lib/locale";

import { newCopy } from "../copy-new";
import { useFillingHere } from "../use-filling";
import { sourceOf } from "./field-source";

const PHONE = /^\+?[0-9][0-9 -]{5,18}[0-9]$/;

export function TypeFields({ type }: { type: TicketType }) {
  const text = useCopy(newCopy);
  const locale = useLocale();
  const filling = useFillingHere();
  return (
    <div className="ticket-grid">
      {type.fields
        .filter(({ kind }) => kind !== "photo")
        .map((field) => (
          <Form.Item
            key={field.name}
            name={["details", field.name]}
            label={locale === "en" ? field.en : field.zh}
            extra={sourceOf(filling, field.name)}
            rules={[
              { required: field.required, message: text.needed },
              ...(field.kind === "phone" ? [{ pattern: PHONE, message: text.phoneBad }] : []),
            ]}
          >
            {controlOf(field, locale)}
          </Form.Item>
        ))}
    </div>
  );
}

function controlOf(field: TicketField, locale: string): ReactNode {
  switch (field.kind) {
    case "choice": {
      return (
        <Select
          allowClear
          options={field.values.map((one) => ({
            value: one.code,
            label: locale === "en" ? one.en : one.zh,
          }))}
        />
      );
    }
    case "number": {
      return <InputNumber />;
    }
    case "temperature": {
      return <InputNumber min={-40} max={100} step={0.5} suffix="℃" />;
    }
    case "date": {
      return <DatePicker />;
    }
    default: {
      return <Input maxLength={200} />;
    }
  }
}
