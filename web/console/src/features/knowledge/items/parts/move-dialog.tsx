/** Where a place or some items shall stand: chosen from the catalogue, or a new place typed. */
import type { Branch } from "@hearthline/api";
import { AutoComplete, Form, Input, Modal, Select } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { nameOf, parentOf, pathsOf } from "../tree";
import { useMoving } from "../use-moving";

/** The same as dragging a place, for the keyboard; the name may be changed as well. */
export function MovePlaceDialog({ path, branches, onClose }: {
  path: string;
  branches: Branch[];
  onClose: () => void;
}) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const { movePlace } = useMoving();
  const [below, setBelow] = useState(parentOf(path));
  const [name, setName] = useState(nameOf(path));
  const to = [below, name.trim()].filter((step) => step !== "").join("/");
  const places = pathsOf(branches).filter((one) => one !== path && !one.startsWith(`${path}/`));
  return (
    <Modal
      open
      title={text.move(nameOf(path))}
      okText={text.bulk.move}
      cancelText={common.cancel}
      okButtonProps={{ disabled: name.trim() === "" || to === path }}
      onOk={() => {
        movePlace(path, to);
        onClose();
      }}
      onCancel={onClose}
    >
      <Form layout="vertical" className="kb-form">
        <Form.Item label={text.moveTo} htmlFor="move-below">
          <Select
            id="move-below"
            autoFocus
            showSearch
            value={below}
            onChange={setBelow}
            options={[
              { value: "", label: text.top },
              ...places.map((value) => ({ value, label: value })),
            ]}
          />
        </Form.Item>
        <Form.Item label={text.rename} htmlFor="move-name">
          <Input
            id="move-name"
            value={name}
            maxLength={60}
            onChange={({ target }) => setName(target.value.replaceAll("/", ""))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** A place of the catalogue, chosen or typed. */
export function PlaceField({ id, value, paths, onChange }: {
  id: string;
  value: string;
  paths: string[];
  onChange: (path: string) => void;
}) {
  const text = useCopy(copy);
  const typed = value.trim();
  const fitting = paths.filter((one) => one.includes(typed));
  return (
    <AutoComplete
      id={id}
      value={value}
      options={(fitting.length > 0 && !paths.includes(typed) ? fitting : paths).map((one) => ({ value: one }))}
      placeholder={text.newPlace}
      onChange={(next: string) => onChange(next ?? "")}
      className="kb-wide"
    />
  );
}
