/** The box to answer in: always there, and says why when it is not one's turn. */
import { SendOutlined } from "@ant-design/icons";
import type { ConversationId, Row } from "@hearthline/api";
import { Button } from "antd";
import { useContext, useRef } from "react";

import { isComposing } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMay, useMe } from "@/lib/me";
import { Slots } from "@/lib/slots";

import { copy } from "../copy";
import type { Sending } from "../sending";
import { LONGEST, useDraft } from "../use-draft";
import { useSlash } from "../use-slash";
import { CannedMenu } from "./canned-menu";

export function Composer({ id, row, sending }: {
  id: ConversationId;
  row: Row | null;
  sending: Sending;
}) {
  const { composer: text } = useCopy(copy);
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useDraft(id, box);
  const slash = useSlash({ draft, setDraft, box, row });
  const off = useWhyOff(row);
  const may = useMay();
  const { Take, Macros } = useContext(Slots);
  const over = draft.length - LONGEST;
  const ready = off === null && draft.trim() !== "" && over <= 0;

  function send(): void {
    if (!ready) return;
    sending.send(id, draft.trim());
    setDraft("");
  }

  function press(event: React.KeyboardEvent<HTMLTextAreaElement>): void {
    if (isComposing(event) || slash.press(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send();
  }

  return (
    <footer className="composer" data-off={off !== null}>
      {off === null ? null : <p className="composer-off">{off}</p>}
      {slash.open && off === null ? <CannedMenu slash={slash} /> : null}
      <textarea
        ref={box}
        className="composer-box"
        rows={2}
        value={draft}
        disabled={off !== null}
        placeholder={off === null ? text.hint : ""}
        aria-label={text.hint}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={press}
        onSelect={slash.follow}
      />
      <div className="composer-foot">
        <Button type="text" size="small" disabled={off !== null} onClick={slash.start}>
          / {text.canned}
        </Button>
        {off === null ? <Macros conversationId={id} onText={setDraft} /> : null}
        <span className="composer-send">
          {over > 0 ? <span className="composer-over">{text.tooLong(over)}</span> : null}
          {row?.status === "queued" && may("desk.reply") ? (
            <Take row={row} />
          ) : (
            <Button type="primary" icon={<SendOutlined />} disabled={!ready} onClick={send}>
              {text.send}
            </Button>
          )}
        </span>
      </div>
    </footer>
  );
}

function useWhyOff(row: Row | null): string | null {
  const { off } = useCopy(copy).composer;
  const me = useMe();
  const may = useMay();
  if (!may("desk.reply")) return off.permission;
  if (!row) return "";
  if (row.status === "agent") {
    return row.holder?.id === me.id ? null : off.other(row.holder?.name ?? "");
  }
  return off[row.status];
}
