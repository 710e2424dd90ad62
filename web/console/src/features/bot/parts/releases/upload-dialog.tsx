/** Uploading an archive of packs: chosen or dropped, sent with its progress, faults named. */
import { InboxOutlined } from "@ant-design/icons";
import type { PackFault, Release } from "@hearthline/api";
import { Alert, App, Input, Modal, Progress, Upload } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { size } from "@/lib/told";
import { useSay, words } from "@/lib/words";

import { releasesCopy } from "../../copy-releases";
import { useUploaded } from "../../queries-releases";
import { ArchiveRefused, MOST_BYTES, uploadRelease } from "../../upload";
import { Faults } from "../faults";
import { brief } from "./standing";

interface Trouble {
  title: string;
  faults: PackFault[];
}

export function UploadDialog({ onClose, onOpen }: {
  onClose: () => void;
  onOpen: (id: string) => void;
}) {
  const text = useCopy(releasesCopy);
  const common = useCopy(words);
  const [note, setNote] = useState("");
  const upload = useUpload(note, (release) => {
    onClose();
    onOpen(release.id);
  });
  return (
    <Modal open title={text.upload} footer={null} cancelText={common.cancel} onCancel={onClose} width={640}>
      <div className="releases-dialog">
        <label>
          {text.note}
          <Input
            maxLength={500}
            placeholder={text.noteHint}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
        <Upload.Dragger
          accept=".zip"
          multiple={false}
          showUploadList={false}
          disabled={upload.share !== null}
          beforeUpload={(file) => {
            void upload.send(file);
            return false;
          }}
        >
          <p className="releases-drop-icon">
            <InboxOutlined />
          </p>
          <p>{text.drop}</p>
          <p className="hl-small hl-quiet">{text.dropHint}</p>
        </Upload.Dragger>
        {upload.share === null ? null : (
          <div role="status">
            <Progress percent={upload.share * 100} status="active" showInfo={false} strokeColor="var(--hl-info)" />
            <span className="hl-small hl-quiet hl-num">
              {upload.share < 1 ? text.uploading(Math.floor(upload.share * 100)) : text.checking}
            </span>
          </div>
        )}
        {upload.trouble ? (
          <Alert
            type="error"
            showIcon
            title={upload.trouble.title}
            description={<Faults faults={upload.trouble.faults} />}
          />
        ) : null}
      </div>
    </Modal>
  );
}

function useUpload(note: string, onDone: (release: Release) => void) {
  const text = useCopy(releasesCopy);
  const say = useSay();
  const { message } = App.useApp();
  const uploaded = useUploaded();
  const [share, setShare] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const complain = (title: string, faults: PackFault[] = []) => setTrouble({ title, faults });

  async function send(file: File): Promise<void> {
    setTrouble(null);
    if (!file.name.toLowerCase().endsWith(".zip")) return complain(text.notZip);
    if (file.size > MOST_BYTES) return complain(text.tooBig(size(file.size)));
    setShare(0);
    try {
      const release = await uploaded(await uploadRelease(file, note.trim(), setShare));
      if (release.faults.length > 0) void message.warning(text.hasFaults(release.faults.length));
      else void message.success(text.uploaded(brief(release.id)));
      onDone(release);
    } catch (error) {
      if (error instanceof ArchiveRefused) complain(text.unreadable(error.faults.length), error.faults);
      else complain(say(error));
    } finally {
      setShare(null);
    }
  }
  return { share, trouble, send };
}
