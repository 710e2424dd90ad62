/** The words of an item, at a measure that reads well. */
import { Input } from "antd";

import { useCopy } from "@/lib/locale";

import { AttributeTable } from "./attribute-table";
import { copy } from "./copy";
import { Field } from "./field";
import type { Form } from "./form";
import { QuestionList } from "./question-list";

type TextField = "answer" | "professional" | "spoken" | "details";

export function TextPane({ form }: { form: Form }) {
  const text = useCopy(copy);
  const { content, write, lacks } = form;
  return (
    <div className="editor-text">
      <Field name="title" lack={lacks["title"]}>
        <Input.TextArea
          id="field-title"
          className="editor-title"
          variant="borderless"
          autoSize
          autoFocus={content.title === ""}
          maxLength={200}
          aria-label={text.title}
          placeholder={text.titleHint}
          value={content.title}
          onChange={({ target }) => write("title", target.value.replaceAll("\n", ""))}
        />
      </Field>
      <QuestionList form={form} />
      <Words name="answer" form={form} rows={4} limit={10_000} />
      <Words name="professional" form={form} rows={3} limit={100_000} />
      <Words name="spoken" form={form} rows={2} limit={1_000} />
      <Words name="details" form={form} rows={3} limit={100_000} />
      <AttributeTable form={form} />
    </div>
  );
}

function Words({ name, form, rows, limit }: {
  name: TextField;
  form: Form;
  rows: number;
  limit: number;
}) {
  const text = useCopy(copy);
  const { content, write, lacks } = form;
  const value = content[name] ?? "";
  const hint = text[`${name}Hint`];
  return (
    <Field name={name} label={text[name]} lack={lacks[name]} count={text.letters(Array.from(value).length)}>
      <Input.TextArea
        id={`field-${name}`}
        autoSize={{ minRows: rows, maxRows: 24 }}
        maxLength={limit}
        placeholder={hint}
        status={lacks[name] ? "error" : ""}
        value={value}
        onChange={({ target }) =>
          write(name, name === "spoken" && target.value === "" ? null : target.value)
        }
      />
    </Field>
  );
}
