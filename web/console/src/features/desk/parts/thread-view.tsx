/** What was said: loads upwards without jumping, follows new words only when one is at the end. */
import { ArrowDownOutlined } from "@ant-design/icons";
import type { ConversationId, Row } from "@hearthline/api";
import { Button } from "antd";
import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";

import { useLive, useThread } from "@/lib/live/live";
import { hasOlder, lastSeq } from "@/lib/live/thread";
import { useCopy, useLocale } from "@/lib/locale";
import { useMe } from "@/lib/me";
import { dayName, useNow } from "@/lib/time";

import { copy } from "../copy";
import { layOut } from "../flow";
import { useNotes, useReadMentions } from "../notes";
import { useMarkRead } from "../queries";
import type { Sending } from "../sending";
import { useLooking } from "../use-looking";
import { Bubble } from "./bubble";
import { NoteBubble } from "./note-bubble";
import { PendingBubble } from "./pending-bubble";

const NEAR_PX = 80;

export function ThreadView({ id, row, sending }: {
  id: ConversationId;
  row: Row | null;
  sending: Sending;
}) {
  const { thread: text } = useCopy(copy);
  const thread = useThread(id);
  const me = useMe();
  const locale = useLocale();
  const now = useNow(60);
  const notes = useNotes(id);
  const said = useMemo(() => layOut(thread.messages, notes), [thread.messages, notes]);
  const last = lastSeq(thread);
  const { box, atEnd, loading, news, older, onScroll, toEnd } = useScroll(id, {
    first: thread.messages[0]?.seq ?? 0,
    end: last + thread.pending.length + notes.length,
    typing: thread.customerTyping,
  });
  const looking = useLooking() && atEnd && row?.holder?.id === me.id;
  useMarkRead(id, last, thread.agentReadSeq, looking);
  useMentionsRead(id, notes.filter(({ mentions }) => mentions.includes(me.id)).length);
  const target = useJump(id, box, said.length > 0);
  return (
    <div className="thread-body">
      <div
        className="thread-scroll"
        ref={box}
        onScroll={onScroll}
        role="log"
        tabIndex={-1}
      >
        {hasOlder(thread) ? (
          <Button type="text" size="small" loading={loading} onClick={older}>
            {text.older}
          </Button>
        ) : (
          <p className="thread-note">{text.start}</p>
        )}
        {said.map(({ message, notes: behind, newDay, newSpeaker }) => (
          <Fragment key={message.seq}>
            {newDay ? (
              <p className="thread-day">{dayName(message.created_at, now, locale)}</p>
            ) : null}
            <Bubble
              message={message}
              named={newSpeaker}
              read={message.seq <= thread.customerReadSeq}
              isLast={message.seq === last}
              promisedTo={message.sender.name === me.name ? (row?.customer.id ?? null) : null}
              found={message.seq === target}
            />
            {behind.map((note) => (
              <NoteBubble key={note.id} note={note} />
            ))}
          </Fragment>
        ))}
        {thread.pending.map((one) => (
          <PendingBubble key={one.clientId} id={id} pending={one} sending={sending} />
        ))}
        {thread.customerTyping ? (
          <p className="thread-typing" role="status">
            <span className="typing-dots" aria-hidden>
              <i /> <i /> <i />
            </span>
            {row?.customer.label} {thread.preview ? `${text.typing}：` : text.typing}
            {thread.preview ? <span className="typing-preview">{thread.preview}</span> : null}
          </p>
        ) : null}
      </div>
      {news > 0 ? (
        <Button className="thread-news" icon={<ArrowDownOutlined />} onClick={toEnd}>
          {text.news(news)}
        </Button>
      ) : null}
    </div>
  );
}

/** Opening the thread reads the notes in it that name the reader. */
function useMentionsRead(id: ConversationId, named: number): void {
  const { mutate } = useReadMentions();
  const looking = useLooking();
  useEffect(() => {
    if (looking && named > 0) mutate({ notes: [], conversation_id: id });
  }, [mutate, id, named, looking]);
}

/** `?at=12` in the address: loads up to message 12 and shows where it is. */
function useJump(
  id: ConversationId,
  box: React.RefObject<HTMLDivElement | null>,
  ready: boolean,
): number | null {
  const { threads } = useLive();
  const [search] = useSearchParams();
  const asked = Number(search.get("at") ?? 0);
  const target = Number.isInteger(asked) && asked > 0 ? asked : null;
  useEffect(() => {
    if (target === null || !ready) return undefined;
    let left = false;
    void threads
      .reach(id, target)
      .catch(() => undefined)
      .finally(() =>
        requestAnimationFrame(() => {
          if (left) return;
          box.current?.querySelector(`[data-seq="${target}"]`)?.scrollIntoView({ block: "center" });
        }),
      );
    return () => {
      left = true;
    };
  }, [threads, id, target, ready, box]);
  return target;
}

interface Extent {
  first: number;
  end: number;
  typing: boolean;
}

function useScroll(id: ConversationId, { first, end, typing }: Extent) {
  const { threads } = useLive();
  const box = useRef<HTMLDivElement>(null);
  const held = useRef({ first, end, fromBottom: 0, atEnd: true });
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(end);
  const [loading, setLoading] = useState(false);

  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const was = held.current;
    if (first < was.first) node.scrollTop = node.scrollHeight - was.fromBottom;
    else if (was.atEnd) node.scrollTop = node.scrollHeight;
    held.current = { ...was, first, end, fromBottom: node.scrollHeight - node.scrollTop };
    if (was.atEnd) setSeen(end);
  }, [first, end]);

  useLayoutEffect(() => {
    const node = box.current;
    if (node && typing && held.current.atEnd) node.scrollTop = node.scrollHeight;
  }, [typing]);

  useEffect(() => {
    const node = box.current;
    if (!node) return undefined;
    const watcher = new ResizeObserver(() => {
      if (held.current.atEnd) node.scrollTop = node.scrollHeight;
    });
    watcher.observe(node);
    return () => watcher.disconnect();
  }, []);

  function older(): void {
    if (loading) return;
    setLoading(true);
    void threads
      .older(id)
      .catch(() => undefined)
      .finally(() => setLoading(false));
  }

  function onScroll(): void {
    const node = box.current;
    if (!node) return;
    const fromBottom = node.scrollHeight - node.scrollTop;
    const near = fromBottom - node.clientHeight < NEAR_PX;
    held.current = { ...held.current, fromBottom, atEnd: near };
    setAtEnd(near);
    if (near) setSeen(end);
    if (node.scrollTop < NEAR_PX && first > 1) older();
  }

  function toEnd(): void {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }

  return { box, atEnd, loading, news: Math.max(0, end - seen), older, onScroll, toEnd };
}
