/** Facts of an item that can be compared: name, value, unit. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import type { ItemAttribute } from "@hearthline/api";
import { Button, Input } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";
import { Field } from "./field";
import type { Form } from "./form";

const BLANK: ItemAttribute = { name: "", value: "", unit: "" };

export function AttributeTable({ form }: { form: Form }) {
  const text = useCopy(copy);
  const { content, write, lacks } = form;
  const { attributes } = content;
  const put = (index: number, change: Partial<ItemAttribute>): void =>
    write(
      "attributes",
      attributes.map((one, at) => (at === index ? { ...one, ...change } : one)),
    );
  const cell = (index: number, name: keyof ItemAttribute, label: string, limit: number) => (
    <td>
      <Input
        size="small"
        variant="borderless"
        maxLength={limit}
        aria-label={label}
        value={attributes[index]?.[name] ?? ""}
        onChange={({ target }) => put(index, { [name]: target.value })}
      />
    </td>
  );
  return (
    <Field name="attributes" label={text.attributes} lack={lacks["attributes"]}>
      {attributes.length === 0 ? (
        <p className="hl-small hl-quiet">{text.attributesHint}</p>
      ) : (
        <table className="attributes">
          <thead className="hl-small hl-quiet">
            <tr>
              <th>{text.attributeName}</th>
              <th>{text.attributeValue}</th>
              <th>{text.attributeUnit}</th>
              <th aria-hidden />
            </tr>
          </thead>
          <tbody>
            {attributes.map((attribute, index) => (
              <tr key={index}>
                {cell(index, "name", text.attributeName, 60)}
                {cell(index, "value", text.attributeValue, 500)}
                {cell(index, "unit", text.attributeUnit, 20)}
                <td>
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined />}
                    aria-label={text.attributeRemove(attribute.name)}
                    onClick={() => write("attributes", attributes.filter((_, at) => at !== index))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button
        type="text"
        size="small"
        className="editor-add"
        icon={<PlusOutlined />}
        onClick={() => write("attributes", [...attributes, BLANK])}
      >
        {text.attributeAdd}
      </Button>
    </Field>
  );
}
