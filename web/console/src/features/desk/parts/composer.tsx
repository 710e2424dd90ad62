/** The box to answer in: always there, and says why when it is not one's turn. */
import { LockOutlined, PaperClipOutlined, SendOutlined } from "@ant-design/icons";
import type { ConversationId, Row } from "@hearthline/api";
import { App, Button } from "antd";
import { useContext, useRef } from "react";

import { useColleagues } from "@/lib/colleagues";
import { isComposing, useHotkeys } from "@/lib/hotkeys";
import { isMine } from "@/lib/live/rows";
import { useCopy } from "@/lib/locale";
import { useMay, useMe } from "@/lib/me";
import { Slots } from "@/lib/slots";
import { uuid } from "@/lib/uuid";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { writingCopy } from "../copy-writing";
import { insert } from "../desk-state";
import { mentionedIn, useWriteNote } from "../notes";
import type { Sending } from "../sending";
import { useCheck } from "../use-check";
import { LONGEST, useDraft } from "../use-draft";
import { useMention } from "../use-mention";
import { useSlash } from "../use-slash";
import { CannedMenu } from "./canned-menu";
import { Limits, Returned, Warnings } from "./composer-strip";
import { MentionMenu } from "./mention-menu";

export function Composer({ id, row, sending }: {
  id: ConversationId;
  row: Row | null;
  sending: Sending;
}) {
  const { composer: text } = useCopy(copy);
  const more = useCopy(writingCopy);
  const box = useRef<HTMLTextAreaElement>(null);
  const { text: draft, mode, returned, setText, setMode } = useDraft(id, box);
  const noting = mode === "note";
  const slash = useSlash({ id, draft, setDraft: setText, box, row });
  const mention = useMention({ draft, setDraft: setText, box, wanted: noting });
  const check = useCheck(id);
  const why = useWhyOff(row);
  const off = noting ? null : why;
  const may = useMay();
  const { Take, Macros, KeepPromise } = useContext(Slots);
  const note = useNoteSent(id);
  const over = draft.length - LONGEST;
  const ready = off === null && draft.trim() !== "" && over <= 0;
  const files = useFiles(id, sending, why === null && !noting);

  function empty(): void {
    setText("");
    box.current?.focus();
  }

  function send(): void {
    if (!ready) return;
    const words = draft.trim();
    if (noting) {
      note(words);
      empty();
      return;
    }
    check.thenSend(words, () => {
      sending.send(id, words);
      empty();
    });
  }

  function press(event: React.KeyboardEvent<HTMLTextAreaElement>): void {
    if (isComposing(event) || mention.press(event) || slash.press(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send();
  }

  const toggle = () => {
    setMode(noting ? "reply" : "note");
    box.current?.focus();
  };
  useHotkeys([{ on: "Alt+KeyN", do: toggle }]);

  return (
    <footer className="composer" data-off={off !== null} data-mode={mode} {...files.drop}>
      {off === null ? null : <p className="composer-off">{off}</p>}
      <Returned why={returned} />
      <Limits row={row} length={noting ? 0 : draft.length} />
      <Warnings warnings={noting ? [] : check.warnings(draft.trim())} onSend={send} onBack={check.forget} />
      {mention.open ? <MentionMenu menu={mention} /> : null}
      {slash.open && off === null && !noting ? <CannedMenu slash={slash} /> : null}
      <textarea
        ref={box}
        className="composer-box"
        rows={2}
        value={draft}
        disabled={off !== null}
        placeholder={off === null ? (noting ? more.noteHint : text.hint) : ""}
        aria-label={noting ? more.noteHint : text.hint}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        onPaste={files.paste}
        onSelect={() => {
          slash.follow();
          mention.follow();
        }}
      />
      <div className="composer-foot">
        <Button
          type="text"
          size="small"
          icon={<LockOutlined />}
          aria-pressed={noting}
          className="composer-mode"
          title="Alt N"
          onClick={toggle}
        >
          {more.note}
        </Button>
        {noting ? null : (
          <>
            <Button type="text" size="small" disabled={off !== null} onClick={slash.start}>
              / {text.canned}
            </Button>
            <Button
              type="text"
              size="small"
              icon={<PaperClipOutlined />}
              aria-label={more.attach}
              title={more.attach}
              disabled={off !== null}
              onClick={files.pick}
            />
            {off === null ? <Macros conversationId={id} onText={insert} /> : null}
            {off === null && row?.customer.id ? (
              <KeepPromise customerId={row.customer.id} conversationId={id} text={draft} seq={null} />
            ) : null}
          </>
        )}
        {files.input}
        <span className="composer-send">
          {over > 0 ? <span className="composer-over">{text.tooLong(over)}</span> : null}
          {row?.status === "queued" && may("desk.reply") && !noting ? (
            <Take row={row} />
          ) : (
            <Button
              type="primary"
              icon={<SendOutlined />}
              disabled={!ready}
              loading={check.busy}
              onClick={send}
            >
              {noting ? more.keepNote : text.send}
            </Button>
          )}
        </span>
      </div>
    </footer>
  );
}

/** Writes a note; one that fails comes back into the box. */
function useNoteSent(id: ConversationId): (text: string) => void {
  const { mutate } = useWriteNote(id);
  const { data: people } = useColleagues();
  const { message } = App.useApp();
  const say = useSay();
  return (text) => {
    const mentions = mentionedIn(text, people?.items ?? []);
    mutate(
      { client_id: uuid(), text, mentions },
      {
        onError: (error) => {
          insert(text);
          void message.error(say(error));
        },
      },
    );
  };
}

/** Files by button, paste or drop. */
function useFiles(id: ConversationId, sending: Sending, able: boolean) {
  const input = useRef<HTMLInputElement>(null);
  function take(list: FileList | null | undefined): boolean {
    const files = Array.from(list ?? []);
    if (!able || files.length === 0) return false;
    for (const file of files) sending.sendFile(id, file);
    return true;
  }
  return {
    pick: () => input.current?.click(),
    paste: (event: React.ClipboardEvent) => {
      if (take(event.clipboardData?.files)) event.preventDefault();
    },
    drop: {
      onDragOver: (event: React.DragEvent) => event.preventDefault(),
      onDrop: (event: React.DragEvent) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      },
    },
    input: (
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    ),
  };
}

function useWhyOff(row: Row | null): string | null {
  const { off } = useCopy(copy).composer;
  const { lent } = useCopy(writingCopy);
  const me = useMe();
  const may = useMay();
  if (!may("desk.reply")) return off.permission;
  if (!row) return "";
  if (row.status === "agent") return isMine(row, me.id) ? null : off.other(row.holder?.name ?? "");
  if (row.is_lent) return lent;
  return off[row.status];
}
