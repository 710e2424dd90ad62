/** Files of an item: put in by choosing or dropping, what is told where one cannot be shown, taken out. */
import { CloseOutlined, PaperClipOutlined } from "@ant-design/icons";
import type { ItemAttachment } from "@hearthline/api";
import { Button, Input, Progress, Upload } from "antd";

import { useCopy } from "@/lib/locale";
import { percent } from "@/lib/told";

import { FileName } from "../../shared/file-name";
import { ACCEPTED, MOST_FILES, type Sending, useAttaching } from "./attaching";
import { copy } from "./copy";
import { Field } from "./field";
import type { Form } from "./form";

export function FilesField({ form }: { form: Form }) {
  const text = useCopy(copy);
  const { content, write, lacks } = form;
  const { attachments } = content;
  const { sending, send } = useAttaching(form);
  const keep = (changed: ItemAttachment[]) => write("attachments", changed);
  return (
    <Field name="attachments" label={text.files} lack={lacks["attachments"]}>
      {attachments.map((file) => (
        <Attached
          key={file.file_id}
          file={file}
          onRemove={() => keep(attachments.filter((one) => one.file_id !== file.file_id))}
          onFallback={(fallback) =>
            keep(attachments.map((one) => (one.file_id === file.file_id ? { ...one, fallback } : one)))
          }
        />
      ))}
      <Upload.Dragger
        className="editor-drop"
        multiple
        accept={ACCEPTED}
        showUploadList={false}
        disabled={sending !== null || attachments.length >= MOST_FILES}
        beforeUpload={(file, all) => {
          // Called for every file of one drop: the last one sends them all.
          if (file === all.at(-1)) void send(all);
          return Upload.LIST_IGNORE;
        }}
      >
        <span>{text.filesDrop}</span>
        <span className="hl-small hl-quiet">{text.filesHint}</span>
      </Upload.Dragger>
      {sending === null ? null : <OnItsWay sending={sending} />}
    </Field>
  );
}

function Attached({ file, onRemove, onFallback }: {
  file: ItemAttachment;
  onRemove: () => void;
  onFallback: (fallback: string) => void;
}) {
  const text = useCopy(copy);
  const label = text.fallbackOf(file.name);
  return (
    <div className="editor-file">
      <PaperClipOutlined />
      <FileName file={file} />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={text.fileRemove(file.name)}
        onClick={onRemove}
      />
      <Input
        size="small"
        className="editor-fallback"
        required
        status={file.fallback.trim() === "" ? "warning" : ""}
        maxLength={500}
        aria-label={label}
        placeholder={text.fallback}
        value={file.fallback}
        onChange={({ target }) => onFallback(target.value)}
      />
    </div>
  );
}

function OnItsWay({ sending }: { sending: Sending }) {
  const text = useCopy(copy);
  return (
    <div role="status">
      <span className="hl-small">{text.fileSending(sending.name, percent(sending.share))}</span>
      <Progress percent={Math.round(sending.share * 100)} showInfo={false} size="small" />
    </div>
  );
}
