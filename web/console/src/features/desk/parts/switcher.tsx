/** Ctrl K: find a conversation and go there. */
import type { ConversationId, Row } from "@hearthline/api";
import { Input, Modal } from "antd";
import { useState } from "react";

import { ChannelIcon } from "@/lib/channels/channel-icon";
import { isComposing } from "@/lib/hotkeys";
import { useBook } from "@/lib/live/live";
import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";
import { initials } from "@/lib/pinyin";
import { words } from "@/lib/words";

import { copy } from "../copy";

interface Props {
  open: boolean;
  onClose: () => void;
  onGo: (id: ConversationId) => void;
}

export function Switcher({ open, onClose, onGo }: Props) {
  const { switcher } = useCopy(copy);
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      title={switcher.title}
      width="32em"
      destroyOnHidden
    >
      <Finder
        onGo={(id) => {
          onClose();
          onGo(id);
        }}
      />
    </Modal>
  );
}

function useFound(typed: string): Row[] {
  const me = useMe();
  const book = useBook((all) => all);
  const q = typed.trim().toLowerCase();
  const mineFirst = (row: Row) => (row.holder?.id === me.id && row.status === "agent" ? 0 : 1);
  return Object.values(book)
    .filter((row) => {
      const text = `${row.customer.label} ${row.last?.text ?? ""}`.toLowerCase();
      return q === "" || text.includes(q) || initials(row.customer.label).includes(q);
    })
    .toSorted((a, b) => mineFirst(a) - mineFirst(b) || (a.updated_at < b.updated_at ? 1 : -1))
    .slice(0, 8);
}

function Finder({ onGo }: { onGo: (id: ConversationId) => void }) {
  const { switcher } = useCopy(copy);
  const { status } = useCopy(words);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = useFound(typed);
  const index = Math.min(at, found.length - 1);

  function press(event: React.KeyboardEvent): void {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = found[index];
    if (step !== undefined) setAt((index + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter" && row) onGo(row.id);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <Input
        autoFocus
        value={typed}
        placeholder={switcher.hint}
        onKeyDown={press}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <div className="found" role="listbox">
        {found.length === 0 ? <p className="hl-quiet">{switcher.none}</p> : null}
        {found.map((row, i) => (
          <button
            key={row.id}
            type="button"
            role="option"
            aria-selected={i === index}
            className="found-row"
            onClick={() => onGo(row.id)}
          >
            <ChannelIcon kind={row.channel.kind} name={row.channel.name} />
            <strong>{row.customer.label}</strong>
            <span className="hl-clip hl-quiet">{row.last?.text}</span>
            <span className="hl-small hl-quiet">{status[row.status]}</span>
          </button>
        ))}
      </div>
    </>
  );
}
