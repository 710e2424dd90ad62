/** Finishing a service: a short note, and five seconds to think again. */
import { CheckOutlined } from "@ant-design/icons";
import type { ConversationId, Row } from "@hearthline/api";
import { App, Button, Input, Popover } from "antd";
import { useContext, useState } from "react";

import { useHotkeys } from "@/lib/hotkeys";
import { useLive } from "@/lib/live/live";
import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";
import { Slots } from "@/lib/slots";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useResolve } from "../queries";
import { sendNow } from "../queries-writing";

const THINK_AGAIN_S = 5;

export function ResolveButton({ row }: { row: Row }) {
  const { resolve: text } = useCopy(copy);
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const finish = useFinish(row);
  const { WrapUp } = useContext(Slots);
  const mine = row.status === "agent" && row.holder?.id === me.id;
  const flush = useFlush(row.id);
  function change(next: boolean): void {
    if (next) flush();
    setOpen(next);
  }
  useHotkeys([{ on: "Alt+KeyE", do: () => mine && change(true) }]);
  if (!mine) return null;
  function done(): void {
    setOpen(false);
    finish(note.trim() || null);
  }
  return (
    <Popover
      open={open}
      onOpenChange={change}
      trigger="click"
      placement="bottomRight"
      title={WrapUp ? null : text.title}
      destroyOnHidden
      content={
        WrapUp ? (
          <WrapUp conversationId={row.id} row={row} onDone={() => setOpen(false)} />
        ) : (
          <div className="resolve">
            <label htmlFor="resolve-note" className="hl-small hl-quiet">
              {text.note}
            </label>
            <Input.TextArea
              id="resolve-note"
              autoFocus
              rows={3}
              maxLength={500}
              placeholder={text.noteHint}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button type="primary" block onClick={done}>
              {text.deed}
            </Button>
          </div>
        )
      }
    >
      <Button icon={<CheckOutlined />}>{text.deed}</Button>
    </Popover>
  );
}

/** Words that still wait are sent before one finishes: the customer reads the good-bye. */
function useFlush(id: ConversationId): () => void {
  const { threads } = useLive();
  return () => {
    const last = threads.get(id).pending.findLast(({ state }) => state === "waiting");
    if (last) void sendNow(id, last.clientId).catch(() => undefined);
  };
}

/** Nothing is sent while the person may still undo; a closed tab leaves the service open. */
function useFinish(row: Row): (note: string | null) => void {
  const { resolve: text } = useCopy(copy);
  const { message } = App.useApp();
  const { mutate } = useResolve();
  const say = useSay();
  return (note) => {
    const key = `resolve.${row.id}`;
    const timer = setTimeout(() => {
      message.destroy(key);
      mutate(
        { id: row.id, note },
        {
          onSuccess: () => void message.success(text.done(row.customer.label)),
          onError: (error) => void message.error(say(error)),
        },
      );
    }, THINK_AGAIN_S * 1_000);
    const undo = () => {
      clearTimeout(timer);
      message.destroy(key);
    };
    void message.open({
      key,
      duration: 0,
      content: (
        <>
          {text.soon}
          <Button type="link" size="small" onClick={undo}>
            {text.undo}
          </Button>
        </>
      ),
    });
  };
}
