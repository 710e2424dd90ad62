/** The quieter deeds: merge with others that ask the same, or leave it with a reason. */
import type { GapFile } from "@hearthline/api";
import { App, Button, Input, Modal, Select } from "antd";
import { useDeferredValue, useState } from "react";

import { useCopy } from "@/lib/locale";
import { useUndo } from "@/lib/undo";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useDismiss, useGaps, useMerge, useUndoDecision } from "../queries";

export function GapDeeds({ file, onGone }: { file: GapFile; onGone: () => void }) {
  const text = useCopy(copy);
  const [open, setOpen] = useState<"merge" | "dismiss" | null>(null);
  const close = () => setOpen(null);
  return (
    <footer className="kb-marks">
      <Button onClick={() => setOpen("merge")}>{text.merge}</Button>
      <Button onClick={() => setOpen("dismiss")}>{text.dismiss}</Button>
      {open === "merge" ? <MergeDialog file={file} onClose={close} /> : null}
      {open === "dismiss" ? <DismissDialog file={file} onClose={close} onGone={onGone} /> : null}
    </footer>
  );
}

/** Says what was done with a way back, or why it was not. */
function useTold(id: string) {
  const text = useCopy(copy);
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const back = useUndoDecision();
  const onError = (error: Error) => void message.error(say(error));
  return {
    onError,
    done: (said: string) =>
      undo(said, () =>
        back.mutate({ id, body: null }, { onError, onSuccess: () => void message.success(text.undone) }),
      ),
  };
}

function MergeDialog({ file, onClose }: { file: GapFile; onClose: () => void }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const told = useTold(file.id);
  const [typed, setTyped] = useState("");
  const [others, setOthers] = useState<{ value: string; label: string }[]>([]);
  const q = useDeferredValue(typed.trim());
  const gaps = useGaps({ state: "open", order: "size", q });
  const merge = useMerge();
  const found = (gaps.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => id !== file.id);
  const ids = others.map(({ value }) => value);
  return (
    <Modal
      open
      title={text.mergeTitle}
      okText={text.mergeDeed(ids.length)}
      okButtonProps={{ disabled: ids.length === 0 }}
      cancelText={common.cancel}
      confirmLoading={merge.isPending}
      onCancel={onClose}
      onOk={() =>
        merge.mutate(
          { id: file.id, body: { counter: file.counter, others: ids } },
          {
            onError: told.onError,
            onSuccess: () => {
              onClose();
              told.done(text.mergedDone(ids.length));
            },
          },
        )
      }
    >
      <div className="kb-fields">
        <strong>{file.title}</strong>
        <Select
          mode="multiple"
          labelInValue
          autoFocus
          className="kb-pick"
          showSearch={{ filterOption: false, onSearch: setTyped }}
          value={others}
          loading={gaps.isFetching}
          placeholder={text.mergePick}
          aria-label={text.mergePick}
          options={found.map(({ id, title, size }) => ({ value: id, label: `${title} · ${text.times(size)}` }))}
          onChange={setOthers}
        />
        <p className="hl-small hl-quiet">{text.mergeHint}</p>
      </div>
    </Modal>
  );
}

function DismissDialog({ file, onClose, onGone }: {
  file: GapFile;
  onClose: () => void;
  onGone: () => void;
}) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const told = useTold(file.id);
  const [reason, setReason] = useState("");
  const dismiss = useDismiss();
  return (
    <Modal
      open
      title={text.dismissTitle}
      okText={text.dismiss}
      okButtonProps={{ disabled: reason.trim() === "" }}
      cancelText={common.cancel}
      confirmLoading={dismiss.isPending}
      onCancel={onClose}
      onOk={() =>
        dismiss.mutate(
          { id: file.id, body: { counter: file.counter, reason: reason.trim() } },
          {
            onError: told.onError,
            onSuccess: () => {
              onClose();
              onGone();
              told.done(text.dismissed);
            },
          },
        )
      }
    >
      <div className="kb-fields">
        <div className="kb-marks">
          {text.dismissReasons.map((one) => (
            <Button key={one} size="small" onClick={() => setReason(one)}>
              {one}
            </Button>
          ))}
        </div>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={500}
          value={reason}
          placeholder={text.dismissHint}
          aria-label={text.dismissTitle}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Modal>
  );
}
