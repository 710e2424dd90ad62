/** Where files are dropped; each is sent with how far it has come, and the last one is opened. */
import { InboxOutlined } from "@ant-design/icons";
import { App, Progress, Select, Upload } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { percent } from "@/lib/told";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useListAgain } from "../queries";
import { MOST_BYTES, sendFile } from "../upload";

const ACCEPTED = ".md,.markdown,.txt,.docx,.pdf,.xlsx,.csv,.tsv,.html,.htm,.zip";

interface Sending {
  name: string;
  share: number;
}

export function UploadBox({ onSent }: { onSent: (id: string) => void }) {
  const text = useCopy(copy);
  const say = useSay();
  const { message } = App.useApp();
  const listAgain = useListAgain();
  const [domain, setDomain] = useState("");
  const [sending, setSending] = useState<Sending | null>(null);

  async function send(files: File[]): Promise<void> {
    const sent: string[] = [];
    for (const file of files) {
      if (file.size > MOST_BYTES) {
        void message.error(text.tooLarge(file.name));
        continue;
      }
      setSending({ name: file.name, share: 0 });
      try {
        // One after the other, so that what is told of one is not covered by the next.
        const taken = await sendFile(file, domain, (share) => setSending({ name: file.name, share }));
        sent.push(taken.id);
      } catch (error) {
        void message.error(`${file.name} ${say(error)}`);
      }
    }
    setSending(null);
    await listAgain();
    if (sent.length === 1 && sent[0] !== undefined) onSent(sent[0]);
  }

  return (
    <section className="import-box">
      <Upload.Dragger
        multiple
        accept={ACCEPTED}
        showUploadList={false}
        disabled={sending !== null}
        beforeUpload={(file, all) => {
          // Called for every file of one drop: the last one sends them all.
          if (file === all.at(-1)) void send(all);
          return Upload.LIST_IGNORE;
        }}
      >
        <p className="import-icon">
          <InboxOutlined />
        </p>
        <p>
          <strong>{text.drop}</strong>
        </p>
        <p className="hl-small hl-quiet import-hint">{text.dropHint}</p>
      </Upload.Dragger>
      {sending === null ? (
        <label className="hl-bar hl-small hl-quiet">
          {text.domain}
          <Select<string>
            size="small"
            value={domain}
            onChange={setDomain}
            popupMatchSelectWidth={false}
            options={Object.entries(text.domains).map(([value, label]) => ({ value, label }))}
          />
        </label>
      ) : (
        <div role="status">
          <span className="hl-small">{text.sending(sending.name, percent(sending.share))}</span>
          <Progress percent={Math.round(sending.share * 100)} showInfo={false} size="small" />
        </div>
      )}
    </section>
  );
}
