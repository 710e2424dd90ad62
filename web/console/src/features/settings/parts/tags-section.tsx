/** Kinds of tags and what each means for service. */
import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import type { SavedTagKind, TagKind } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { App, Button, Form, Input, InputNumber, Modal, Select, Switch } from "antd";
import { useState } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay, words } from "@/lib/words";

import { macroCopy } from "../copy-macros";
import { useSaveTagKind, useTagKindList } from "../queries-macros";

export function TagsSection() {
  const text = useCopy(macroCopy);
  const may = useMay();
  const say = useSay();
  const { data, error } = useTagKindList();
  const [editing, setEditing] = useState<TagKind | "new" | null>(null);
  const mayChange = may("desk.supervise");
  return (
    <section className="settings-section">
      <header className="settings-head">
        <p className="hl-quiet">{text.tagIntro}</p>
        {mayChange ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>
            {text.addTag}
          </Button>
        ) : null}
      </header>
      {error ? <p>{say(error)}</p> : null}
      {data?.items.map((kind) => (
        <Item key={kind.code} kind={kind} onEdit={mayChange ? () => setEditing(kind) : null} />
      ))}
      {editing === null ? null : (
        <TagForm kind={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}

function Item({ kind, onEdit }: { kind: TagKind; onEdit: (() => void) | null }) {
  const text = useCopy(macroCopy);
  const locale = useLocale();
  return (
    <article className="settings-item">
      <header>
        <strong>{locale === "en" ? kind.name_en : kind.name}</strong>
        {kind.urgency > 0 ? <Mark tone="warn">{text.urgencies[kind.urgency]}</Mark> : null}
        {kind.is_straight ? <Mark tone="info">{text.straight}</Mark> : null}
        {kind.is_sensitive ? <Mark>{text.sensitive}</Mark> : null}
        {kind.is_active ? null : <Mark>{text.off}</Mark>}
        {onEdit ? (
          <span className="push">
            <Button type="text" icon={<EditOutlined />} aria-label={text.editTag} onClick={onEdit} />
          </span>
        ) : null}
      </header>
      <p className="hl-quiet">{kind.meaning}</p>
    </article>
  );
}

const FRESH: Partial<SavedTagKind> = { urgency: 0, is_active: true };

function TagForm({ kind, onClose }: { kind: TagKind | null; onClose: () => void }) {
  const text = useCopy(macroCopy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<SavedTagKind>();
  const save = useSaveTagKind();
  const needed = [{ required: true, whitespace: true, message: text.needed }];

  function done(values: SavedTagKind): void {
    save.mutate(
      { ...kind, ...values },
      {
        onSuccess: (saved) => {
          void message.success(text.tagSaved(saved.name));
          onClose();
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }

  return (
    <Modal
      open
      title={kind ? text.editTag : text.addTag}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={kind ?? FRESH} onFinish={done}>
        {kind ? null : (
          <Form.Item
            name="code"
            label={text.tagCode}
            rules={[...needed, { pattern: /^[a-z][a-z0-9_]{1,39}$/, message: "a-z 0-9 _" }]}
          >
            <Input maxLength={40} />
          </Form.Item>
        )}
        <Form.Item name="name" label={text.tagName} rules={needed}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="meaning" label={text.meaning}>
          <Input.TextArea rows={2} maxLength={400} />
        </Form.Item>
        <Form.Item name="phrase" label={text.phrase}>
          <Input.TextArea rows={2} maxLength={400} />
        </Form.Item>
        <Form.Item name="urgency" label={text.urgency}>
          <Select options={text.urgencies.map((label, value) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="lasts_days" label={text.lasts}>
          <InputNumber min={1} max={3_650} />
        </Form.Item>
        {(["is_straight", "is_sensitive", "is_active"] as const).map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={{ is_straight: text.straight, is_sensitive: text.sensitive, is_active: text.active }[name]}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
