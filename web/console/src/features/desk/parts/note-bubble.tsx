/** A private note in the thread: clearly not the customer's to see. */
import { LockOutlined, SoundOutlined } from "@ant-design/icons";
import type { Note } from "@hearthline/api";
import { memo } from "react";

import { useColleagues } from "@/lib/colleagues";
import { useCopy } from "@/lib/locale";
import { clockTime, fullTime } from "@/lib/time";

import { writingCopy } from "../copy-writing";

export const NoteBubble = memo(function NoteBubble({ note }: { note: Note }) {
  const text = useCopy(writingCopy);
  const { data } = useColleagues();
  const names = (data?.items ?? [])
    .filter(({ id }) => note.mentions.includes(id))
    .map(({ name }) => `@${name}`);
  const whisper = note.kind === "whisper";
  return (
    <article className="note" data-kind={note.kind}>
      <header className="said-head">
        {whisper ? <SoundOutlined /> : <LockOutlined />}
        <span>{note.staff_name}</span>
        <span>{whisper ? text.whisper : text.note}</span>
        <time className="hl-num" title={fullTime(note.created_at)}>
          {clockTime(new Date(note.created_at))}
        </time>
      </header>
      <p className="words">{withNames(note.text, names)}</p>
    </article>
  );
});

function withNames(text: string, names: readonly string[]): React.ReactNode {
  if (names.length === 0) return text;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const parts = text.split(new RegExp(`(${escaped.join("|")})`));
  return parts.map((part, index) =>
    // The parts of one text never change their order.
    // oxlint-disable-next-line react/no-array-index-key
    names.includes(part) ? <b key={index}>{part}</b> : part,
  );
}
