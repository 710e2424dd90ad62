/** Where colleagues named me: a bell with a count, and the notes behind it. */
import { BellOutlined } from "@ant-design/icons";
import type { Mention } from "@hearthline/api";
import { Badge, Button, Popover } from "antd";
import { useState } from "react";

import { chime, notify } from "@/lib/announce";
import { useFrames } from "@/lib/live/live";
import { useCopy, useLocale } from "@/lib/locale";
import { shortTime, useNow } from "@/lib/time";

import { searchCopy } from "../copy-search";
import { isUnread, useMentions, useReadMentions } from "../notes";
import type { Goal } from "./switcher";

export function Mentions({ open, onOpen, onGo }: {
  open: boolean;
  onOpen: (open: boolean) => void;
  onGo: (goal: Goal) => void;
}) {
  const text = useCopy(searchCopy);
  const { data } = useMentions();
  const unread = data?.unread ?? 0;
  useAnnounced();
  return (
    <Popover
      open={open}
      onOpenChange={onOpen}
      trigger="click"
      placement="bottomRight"
      title={text.mentions}
      content={<MentionList mentions={data?.items ?? []} onGo={onGo} />}
    >
      <Badge count={unread} size="small">
        <Button
          type="text"
          icon={<BellOutlined />}
          title={`${text.mentions} · Alt M`}
          aria-label={unread > 0 ? text.unreadMentions(unread) : text.mentions}
        />
      </Badge>
    </Popover>
  );
}

function MentionList({ mentions, onGo }: { mentions: Mention[]; onGo: (goal: Goal) => void }) {
  const text = useCopy(searchCopy);
  const { mutate } = useReadMentions();
  const locale = useLocale();
  const now = useNow(60);
  const unread = mentions.filter(isUnread).map(({ note }) => note.id);
  if (mentions.length === 0) return <p className="mention-none hl-quiet">{text.noMentions}</p>;
  return (
    <div className="mention-list">
      {mentions.map((mention) => (
        <button
          key={mention.note.id}
          type="button"
          className="mention"
          data-unread={isUnread(mention)}
          onClick={() => {
            if (isUnread(mention)) mutate({ notes: [mention.note.id], conversation_id: null });
            const { conversation_id: conversation, after_seq } = mention.note;
            onGo({ conversation, seq: after_seq > 0 ? after_seq : null, ticket: null });
          }}
        >
          <span className="hl-small hl-quiet">
            {mention.note.staff_name} · {mention.label} ·{" "}
            {shortTime(mention.note.created_at, now, locale)}
          </span>
          <span>{mention.note.text}</span>
        </button>
      ))}
      {unread.length > 0 ? (
        <Button
          type="text"
          size="small"
          onClick={() => mutate({ notes: unread, conversation_id: null })}
        >
          {text.readAll}
        </Button>
      ) : null}
    </div>
  );
}

/** A mention chimes once, and tells whoever looks elsewhere. */
function useAnnounced(): void {
  const text = useCopy(searchCopy);
  const [told] = useState(() => new Set<string>());
  useFrames<{ type: "mention"; note_id: string }>("mention", ({ note_id }) => {
    if (told.has(note_id)) return;
    told.add(note_id);
    chime();
    notify(text.mentions, note_id);
  });
}
