/** “This is wrong”: in which way, and what would be right; the version that was seen goes with it. */
import type { KnowledgeHit, ReportKind } from "@hearthline/api";
import { App, Input, Modal, Radio } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { knowledgeCopy } from "../copy-knowledge";
import { useReport } from "../queries-knowledge";

const KINDS: ReportKind[] = ["wrong", "outdated", "unclear", "incomplete"];
const LONGEST = 2_000;

export function ReportDialog({ hit, onClose }: { hit: KnowledgeHit; onClose: () => void }) {
  const text = useCopy(knowledgeCopy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const [kind, setKind] = useState<ReportKind>("wrong");
  const [reason, setReason] = useState("");
  const report = useReport();
  return (
    <Modal
      open
      title={text.reportTitle(hit.title)}
      okText={text.send}
      okButtonProps={{ disabled: reason.trim() === "" }}
      cancelText={common.cancel}
      confirmLoading={report.isPending}
      onCancel={onClose}
      onOk={() =>
        report.mutate(
          { article_id: hit.article_id, version: hit.version, kind, reason: reason.trim() },
          {
            onError: (error) => void message.error(say(error)),
            onSuccess: () => {
              onClose();
              void message.success(text.reported);
            },
          },
        )
      }
    >
      <div className="stack">
        <Radio.Group
          value={kind}
          onChange={({ target }) => setKind(target.value as ReportKind)}
          options={KINDS.map((value) => ({ value, label: text.kinds[value] }))}
        />
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={LONGEST}
          value={reason}
          placeholder={text.reasonHint}
          aria-label={text.reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Modal>
  );
}
