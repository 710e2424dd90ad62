/** Files of an item: what is told where one cannot be shown, and taking one out. */
import { CloseOutlined, PaperClipOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";
import { Field } from "./field";
import type { Form } from "./form";

export function FilesField({ form }: { form: Form }) {
  const text = useCopy(copy);
  const { content, write, lacks } = form;
  const { attachments } = content;
  return (
    <Field name="attachments" label={text.files} lack={lacks["attachments"]}>
      {attachments.length === 0 ? <p className="hl-small hl-quiet">{text.noFiles}</p> : null}
      {attachments.map((file) => (
        <div key={file.file_id} className="editor-file">
          <PaperClipOutlined />
          <span className="hl-clip" title={file.name}>
            {file.name}
          </span>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={text.fileRemove(file.name)}
            onClick={() =>
              write("attachments", attachments.filter((one) => one.file_id !== file.file_id))
            }
          />
          <Input
            size="small"
            className="editor-fallback"
            maxLength={500}
            aria-label={text.fallback}
            placeholder={text.fallback}
            value={file.fallback}
            onChange={({ target }) =>
              write(
                "attachments",
                attachments.map((one) =>
                  one.file_id === file.file_id ? { ...one, fallback: target.value } : one,
                ),
              )
            }
          />
        </div>
      ))}
    </Field>
  );
}
