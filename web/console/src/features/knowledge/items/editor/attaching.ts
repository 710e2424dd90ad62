/** Files on their way into an item: sent one after the other, each attached when it is taken. */
import type { ItemAttachment, ItemFile } from "@hearthline/api";
import { App } from "antd";
import { useEffect, useRef, useState } from "react";

import { useCopy } from "@/lib/locale";
import { sendForm } from "@/lib/sending";
import { size } from "@/lib/told";
import { useSay } from "@/lib/words";

import { copy } from "./copy";
import type { Form } from "./form";

export const ACCEPTED =
  ".png,.jpg,.jpeg,.gif,.webp,.pdf,.mp3,.wav,.ogg,.amr,.m4a,.doc,.docx,.xls,.xlsx,.ppt,.pptx";
export const MOST_BYTES = 20 * 1_024 * 1_024;
export const MOST_FILES = 50;

export interface Sending {
  name: string;
  share: number;
}

export function useAttaching({ content, write }: Form) {
  const text = useCopy(copy);
  const say = useSay();
  const { message } = App.useApp();
  const [sending, setSending] = useState<Sending | null>(null);
  // What is attached when a file has come, not when it was chosen.
  const latest = useRef(content.attachments);
  useEffect(() => {
    latest.current = content.attachments;
  }, [content.attachments]);

  const attach = ({ file_id, name, media_type }: ItemFile) => {
    const added: ItemAttachment = { file_id, name, media_type, fallback: "" };
    latest.current = [...latest.current, added];
    write("attachments", latest.current);
  };

  async function send(files: File[]): Promise<void> {
    for (const file of files) {
      if (latest.current.length >= MOST_FILES) {
        void message.error(text.filesFull(MOST_FILES));
        break;
      }
      if (file.size > MOST_BYTES) {
        void message.error(text.fileTooLarge(file.name, size(file.size)));
        continue;
      }
      setSending({ name: file.name, share: 0 });
      const form = new FormData();
      form.set("file", file);
      const onShare = (share: number) => setSending({ name: file.name, share });
      try {
        attach(await sendForm<ItemFile>("/api/v1/knowledge/files", form, { hoped: 201, onShare }));
      } catch (error) {
        void message.error(say(error));
      }
    }
    setSending(null);
  }
  return { sending, send };
}
