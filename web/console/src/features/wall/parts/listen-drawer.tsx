/** A thread that is listened to: its words as they come, a whisper, and taking it over. */
import type { ConversationId, DeskWait } from "@hearthline/api";
import { App, Button, Drawer, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

import { useCopy } from "@/lib/locale";
import { clockTime } from "@/lib/time";
import { words } from "@/lib/words";

import { dutyCopy } from "../copy-duty";
import { deeds, useDeed, useListened } from "../queries";

export function ListenDrawer({ wait, onClose }: { wait: DeskWait | null; onClose: () => void }) {
  const text = useCopy(dutyCopy);
  return (
    <Drawer
      title={wait === null ? "" : text.listening(wait.label)}
      open={wait !== null}
      onClose={onClose}
      size={480}
      destroyOnHidden
    >
      {wait === null ? null : <Heard id={wait.conversation_id} onGone={onClose} />}
    </Drawer>
  );
}

function Heard({ id, onGone }: { id: ConversationId; onGone: () => void }) {
  const text = useCopy(dutyCopy);
  const { mutate: listen } = useDeed(deeds.listen, () => null);
  useEffect(() => listen(id), [id, listen]);
  return (
    <div className="listen">
      <p className="hl-small hl-quiet">{text.listeningHint}</p>
      <Lines id={id} />
      <Whisper id={id} />
      <TakeOver id={id} onGone={onGone} />
    </div>
  );
}

function Lines({ id }: { id: ConversationId }) {
  const text = useCopy(dutyCopy);
  const { data } = useListened(id);
  const end = useRef<HTMLDivElement>(null);
  const last = data?.last_seq;
  useEffect(() => {
    if (last !== undefined) end.current?.scrollIntoView({ block: "end" });
  }, [last]);
  return (
    <div className="listen-lines" aria-live="polite">
      {(data?.messages ?? []).map((one) => (
        <p key={one.seq} data-by={one.sender.kind}>
          <span className="hl-small hl-quiet">
            {[text.said[one.sender.kind], one.sender.kind === "system" ? null : one.sender.name, clockTime(new Date(one.created_at))]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {one.text}
        </p>
      ))}
      <div ref={end} />
    </div>
  );
}

function Whisper({ id }: { id: ConversationId }) {
  const text = useCopy(dutyCopy);
  const [said, setSaid] = useState("");
  const whisper = useDeed((line: string) => deeds.whisper(id, line), () => text.whispered);
  const send = (): void => {
    const trimmed = said.trim();
    if (trimmed !== "") whisper.mutate(trimmed, { onSuccess: () => setSaid("") });
  };
  return (
    <Input.TextArea
      aria-label={text.whisper}
      placeholder={`${text.whisper}，${text.whisperHint}`}
      autoSize={{ minRows: 2, maxRows: 4 }}
      maxLength={2000}
      value={said}
      onChange={(event) => setSaid(event.target.value)}
      onPressEnter={(event) => {
        if (event.shiftKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        send();
      }}
    />
  );
}

function TakeOver({ id, onGone }: { id: ConversationId; onGone: () => void }) {
  const text = useCopy(dutyCopy);
  const common = useCopy(words);
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const take = useDeed(deeds.takeOver, () => text.tookOver);
  const ask = (): void =>
    void modal.confirm({
      title: text.takeOverAsk,
      content: text.takeOverHint,
      okText: text.takeOver,
      cancelText: common.cancel,
      onOk: () =>
        take.mutate(id, {
          onSuccess: () => {
            onGone();
            void navigate(`/desk/${id}`);
          },
        }),
    });
  return <Button onClick={ask} loading={take.isPending}>{text.takeOver}</Button>;
}
