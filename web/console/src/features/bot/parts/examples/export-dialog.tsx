/** Writing the own examples into a release. */
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { examplesCopy } from "../../copy-examples";
import { useExportExamples } from "../../queries";

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const text = useCopy(examplesCopy);
  const common = useCopy(words);
  const say = useSay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const exportNow = useExportExamples();
  const [note, setNote] = useState("");
  function done(): void {
    exportNow.mutate(note.trim(), {
      onSuccess: ({ id, short }) => {
        onClose();
        void message.success({
          duration: 8,
          content: (
            <>
              {text.exported(short.slice(0, 7))}
              <Button type="link" size="small" onClick={() => void navigate(`/bot/releases?open=${id}`)}>
                {text.seeRelease}
              </Button>
            </>
          ),
        });
      },
      onError: (error) => void message.error(say(error)),
    });
  }
  return (
    <Modal
      open
      title={text.exportTitle}
      okText={text.exportDeed}
      cancelText={common.cancel}
      confirmLoading={exportNow.isPending}
      onOk={done}
      onCancel={onClose}
    >
      <div className="examples-export">
        <p>{text.exportWhat}</p>
        <label>
          {text.note}
          <Input
            maxLength={500}
            placeholder={text.noteHint}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}
