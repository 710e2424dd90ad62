/** Renaming a thing, merging it into another, relating it. */
import type { Entity, RelationKind } from "@hearthline/api";
import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { useAddRelation, useChangeEntity, useMergeEntity } from "../queries";
import { EntityPick } from "./entity-pick";
import { RELATION_KINDS } from "./kinds";
import { useDeed } from "./use-deed";

interface DialogProps {
  entity: Entity;
  onClose: () => void;
}

interface Values {
  name: string;
  names: string[];
  note: string;
}

export function EditDialog({ entity, onClose }: DialogProps) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const deed = useDeed();
  const [form] = Form.useForm<Values>();
  const change = useChangeEntity();

  function done({ name, names, note }: Values): void {
    const others = names.filter((one) => !entity.names.includes(one));
    const body = { name: name.trim(), note: note.trim(), ...(others.length > 0 ? { names: others } : {}) };
    change.mutate(
      { id: entity.id, body },
      {
        onError: deed.failed,
        onSuccess: ({ entity: now, edit }) => {
          onClose();
          deed.done(text.changed(now.name), edit);
        },
      },
    );
  }

  return (
    <Modal
      open
      title={text.editTitle(entity.name)}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={change.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: entity.name, names: entity.names.filter((one) => one !== entity.name), note: entity.note }}
        onFinish={done}
      >
        <Form.Item
          name="name"
          label={text.fields.name}
          extra={text.editHint}
          rules={[{ required: true, whitespace: true, message: text.needed }]}
        >
          <Input autoFocus maxLength={120} />
        </Form.Item>
        <Form.Item name="names" label={text.fields.names}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={["，", ",", "、"]} />
        </Form.Item>
        <Form.Item name="note" label={text.fields.note}>
          <Input.TextArea rows={3} maxLength={2_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function MergeDialog({ entity, onClose, onMerged }: DialogProps & { onMerged: (id: string) => void }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const deed = useDeed();
  const [into, setInto] = useState<Entity | null>(null);
  const merge = useMergeEntity();
  return (
    <Modal
      open
      title={text.mergeTitle(entity.name)}
      okText={text.merge}
      okButtonProps={{ disabled: into === null }}
      cancelText={common.cancel}
      confirmLoading={merge.isPending}
      onCancel={onClose}
      onOk={() => {
        if (into === null) return;
        merge.mutate(
          { id: entity.id, into: into.id },
          {
            onError: deed.failed,
            onSuccess: ({ edit }) => {
              onClose();
              onMerged(into.id);
              deed.done(text.merged(into.name), edit);
            },
          },
        );
      }}
    >
      <div className="kb-fields">
        <EntityPick kind={entity.kind} without={entity.id} label={text.mergePick} onPick={setInto} />
        <p className="hl-small hl-quiet">{text.mergeHint}</p>
      </div>
    </Modal>
  );
}

export function RelateDialog({ entity, onClose }: DialogProps) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const deed = useDeed();
  const [kind, setKind] = useState<RelationKind>(entity.kind === "fault" ? "caused_by" : "needs");
  const [to, setTo] = useState<Entity | null>(null);
  const add = useAddRelation();
  return (
    <Modal
      open
      title={text.relateTitle(entity.name)}
      okText={text.relate}
      okButtonProps={{ disabled: to === null }}
      cancelText={common.cancel}
      confirmLoading={add.isPending}
      onCancel={onClose}
      onOk={() => {
        if (to === null) return;
        add.mutate(
          { subject_id: entity.id, kind, object_id: to.id },
          {
            onError: deed.failed,
            onSuccess: ({ edit }) => {
              onClose();
              deed.done(text.related, edit);
            },
          },
        );
      }}
    >
      <div className="kb-fields">
        <label>
          <span className="hl-small hl-quiet">{text.relateKind}</span>
          <Select<RelationKind>
            value={kind}
            onChange={setKind}
            options={RELATION_KINDS.map((value) => ({ value, label: text.ways[value][0] }))}
          />
        </label>
        <label>
          <span className="hl-small hl-quiet">{text.relatePick}</span>
          <EntityPick without={entity.id} label={text.relatePick} onPick={setTo} />
        </label>
      </div>
    </Modal>
  );
}
