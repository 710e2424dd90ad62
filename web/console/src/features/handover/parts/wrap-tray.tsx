/** Conversations that are over and wait for my wrap-up, with the time that is left. */
import "./handover.css";

import type { WrapUp } from "@hearthline/api";
import { Key } from "@hearthline/ui";
import { App, Button } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";

import { copy } from "../copy";
import { partsOf, useDraft, useOpenWrapUps, useWriteWrapUp } from "../queries-wrap";
import { secondsTo } from "../rules";
import { useFilling, WrapForm } from "./wrap-form";

export function WrapTray() {
  const { data } = useOpenWrapUps();
  const first = data?.items[0];
  if (!data || !first) return null;
  return <Tray key={first.conversation_id} one={first} count={data.items.length} />;
}

function Tray({ one, count }: { one: WrapUp; count: number }) {
  const { wrap: text } = useCopy(copy);
  const { message } = App.useApp();
  const now = useNow();
  const [open, setOpen] = useState(true);
  const { data: draft } = useDraft(one.conversation_id);
  const filling = useFilling(one, partsOf(draft), draft?.todo_due_at ?? null);
  const write = useWriteWrapUp();
  const left = secondsTo(one.due_at, now);
  function done(): void {
    if (write.isPending || !filling.check()) return;
    write.mutate(
      { id: one.conversation_id, words: filling.sent(), done: true },
      { onSuccess: () => void message.success(text.saved) },
    );
  }
  return (
    <aside className="wrap-tray" aria-label={text.title}>
      <button
        type="button"
        className="wrap-tray-head"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <strong>{text.title}</strong>
        <span className="hl-clip">{one.customer}</span>
        {count > 1 ? <span className="hl-small hl-quiet">{text.tray(count)}</span> : null}
        <span className="hl-num wrap-left" data-low={left < 15}>
          {left > 0 ? text.left(left) : text.over}
        </span>
      </button>
      {open ? (
        <>
          <WrapForm filling={filling} onSend={done} />
          <Button type="primary" block loading={write.isPending} onClick={done}>
            {text.done}
            <Key>Ctrl ↵</Key>
          </Button>
        </>
      ) : null}
    </aside>
  );
}
