/** The words of one group: typed one by one, or pasted together. */
import type { SearchWordsKind } from "@hearthline/api";
import { Form, Modal, Select } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { words as common } from "@/lib/words";

import { copy } from "../copy";
import { wordsIn } from "../effect";

const FEWEST: Record<SearchWordsKind, number> = { synonym: 2, protected: 1 };
const MOST = 20;
const LONGEST = 40;

export function WordDialog({ kind, old = [], isBusy, onSave, onClose }: {
  kind: SearchWordsKind;
  /** The words as they are; none for a new group. */
  old?: string[];
  isBusy: boolean;
  onSave: (words: string[]) => void;
  onClose: () => void;
}) {
  const text = useCopy(copy);
  const { cancel, save } = useCopy(common);
  const [typed, setTyped] = useState(old);
  const [rest, setRest] = useState("");
  const all = wordsIn([...typed, rest]);
  const isFit =
    all.length >= FEWEST[kind] && all.length <= MOST && all.every((word) => word.length <= LONGEST);
  return (
    <Modal
      open
      title={old.length === 0 ? text.add[kind] : text.change}
      okText={save}
      cancelText={cancel}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: !isFit }}
      onOk={() => onSave(all)}
      onCancel={onClose}
    >
      <p className="hl-quiet">{text.does[kind]}</p>
      <Form layout="vertical" className="kb-form">
        <Form.Item label={text.dialog[kind]} htmlFor="words" extra={text.dialog.hint[kind]}>
          <Select<string[]>
            id="words"
            mode="tags"
            autoFocus
            open={false}
            suffixIcon={null}
            value={typed}
            placeholder={text.dialog.placeholder[kind]}
            tokenSeparators={["、", "，", ",", "；", ";", "\n"]}
            showSearch={{ searchValue: rest, onSearch: setRest }}
            onChange={(next) => {
              setTyped(wordsIn(next));
              setRest("");
            }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
