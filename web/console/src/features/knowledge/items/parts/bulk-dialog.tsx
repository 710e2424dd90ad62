/** One change of many items: what it will do is said before, and can be undone after. */
import type { Audience, Catalogue, ManyChange, ManyChanged } from "@hearthline/api";
import { App, AutoComplete, Checkbox, DatePicker, Form, Modal, Select } from "antd";
import { useState } from "react";

import { type Dayjs, dayText, momentText } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";
import { useMarks } from "@/lib/told";
import { useSay, words } from "@/lib/words";

import { itemCopy } from "../../shared/copy";
import { type BulkDeed, copy } from "../copy";
import { AUDIENCES } from "../filter";
import { useChangeMany } from "../queries";
import { pathsOf } from "../tree";
import { useToldChange } from "../use-moving";
import { PlaceField } from "./move-dialog";

interface DialogProps {
  deed: BulkDeed;
  ids: string[];
  catalogue: Catalogue | undefined;
  onClose: (isDone: boolean) => void;
}

/** Whether something was chosen that makes a difference. */
export const isSomething = (change: ManyChange): boolean =>
  Object.values(change).some((value) => (Array.isArray(value) ? value.length > 0 : value !== false && value !== null));

export function BulkDialog({ deed, ids, catalogue, onClose }: DialogProps) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const marks = useMarks();
  const say = useSay();
  const { message } = App.useApp();
  const tell = useToldChange();
  const many = useChangeMany();
  const [change, setChange] = useState<ManyChange>({});
  const guarded = deed === "audience" || deed === "validity";

  function told({ changed, drafted, unchanged, skipped }: ManyChanged): string {
    const left = Object.keys(skipped).length;
    return [
      ...(changed > 0 ? [text.done(changed)] : []),
      ...(drafted > 0 ? [text.drafted(drafted)] : []),
      ...(unchanged > 0 ? [text.unchanged(unchanged)] : []),
      ...(left > 0 ? [text.skipped(left)] : []),
    ].join(marks.comma);
  }
  function start(): void {
    many.mutate(
      { ids, change },
      {
        onSuccess: (changed) => {
          tell(changed, told(changed));
          onClose(true);
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }
  return (
    <Modal
      open
      title={text.bulkTitles[deed]}
      okText={text.bulkDo(ids.length)}
      cancelText={common.cancel}
      confirmLoading={many.isPending}
      okButtonProps={{ disabled: !isSomething(change) }}
      onOk={start}
      onCancel={() => onClose(false)}
    >
      <p className="hl-quiet">{guarded ? text.asDrafts : text.atOnce}</p>
      <Form layout="vertical" className="items-form">
        <Fields deed={deed} change={change} catalogue={catalogue} onChange={setChange} />
      </Form>
    </Modal>
  );
}

function Fields({ deed, change, catalogue, onChange }: {
  deed: BulkDeed;
  change: ManyChange;
  catalogue: Catalogue | undefined;
  onChange: (change: ManyChange) => void;
}) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const me = useMe();
  const known = (catalogue?.tags ?? []).map(({ value }) => ({ value }));
  if (deed === "move") {
    return (
      <Form.Item label={items.fields.catalogue} htmlFor="bulk-place">
        <PlaceField
          id="bulk-place"
          value={change.catalogue ?? ""}
          paths={pathsOf(catalogue?.branches ?? [])}
          onChange={(path) => onChange({ catalogue: path })}
        />
      </Form.Item>
    );
  }
  if (deed === "tags") {
    const list = (name: "add_tags" | "remove_tags", label: string) => (
      <Form.Item label={label} htmlFor={name}>
        <Select
          id={name}
          mode="tags"
          value={change[name] ?? []}
          options={known}
          tokenSeparators={[",", "，", " "]}
          onChange={(tags: string[]) => onChange({ ...change, [name]: tags })}
        />
      </Form.Item>
    );
    return (
      <>
        {list("add_tags", text.addTags)}
        {list("remove_tags", text.removeTags)}
      </>
    );
  }
  if (deed === "owner") {
    const owners = new Set([me.username, ...(catalogue?.owners ?? []).map(({ value }) => value)]);
    return (
      <Form.Item label={text.ownerName} htmlFor="bulk-owner">
        <AutoComplete
          id="bulk-owner"
          value={change.owner ?? ""}
          options={[...owners].map((value) => ({ value }))}
          onChange={(owner: string) => onChange({ owner })}
        />
      </Form.Item>
    );
  }
  if (deed === "review") {
    return (
      <Form.Item label={text.reviewOn} htmlFor="bulk-review">
        <DatePicker
          id="bulk-review"
          onChange={(day: Dayjs | null) => onChange({ review_on: dayText(day) })}
        />
      </Form.Item>
    );
  }
  if (deed === "audience") {
    return (
      <Form.Item label={items.fields.audience}>
        <Checkbox.Group<Audience>
          options={AUDIENCES.map((value) => ({ value, label: items.audiences[value] ?? value }))}
          onChange={(audience) => onChange({ audience: audience.length > 0 ? audience : null })}
        />
      </Form.Item>
    );
  }
  return <ValidityFields change={change} onChange={onChange} />;
}

const moment = (day: Dayjs | null): string | null => momentText(day?.startOf("day") ?? null);

function ValidityFields({ change, onChange }: {
  change: ManyChange;
  onChange: (change: ManyChange) => void;
}) {
  const text = useCopy(copy);
  return (
    <>
      <Form.Item label={text.validFrom} htmlFor="bulk-from">
        <DatePicker id="bulk-from" onChange={(day) => onChange({ ...change, valid_from: moment(day) })} />
      </Form.Item>
      <Form.Item label={text.validTo} htmlFor="bulk-to">
        <div className="hl-bar">
          <DatePicker
            id="bulk-to"
            disabled={change.no_end ?? false}
            onChange={(day) => onChange({ ...change, valid_to: moment(day) })}
          />
          <Checkbox
            checked={change.no_end ?? false}
            onChange={({ target }) => onChange({ ...change, valid_to: null, no_end: target.checked })}
          >
            {text.noEnd}
          </Checkbox>
        </div>
      </Form.Item>
    </>
  );
}
