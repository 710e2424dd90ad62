/** Ctrl K: go to a conversation, or search everything that was ever said and jump there. */
import type { ConversationId, Row, WordsHit } from "@hearthline/api";
import { Button, Input, Modal } from "antd";
import { useDeferredValue, useState } from "react";

import { ChannelIcon } from "@/lib/channels/channel-icon";
import { isComposing } from "@/lib/hotkeys";
import { useBook } from "@/lib/live/live";
import { isMine } from "@/lib/live/rows";
import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";
import { initials } from "@/lib/pinyin";
import { words } from "@/lib/words";

import { searchCopy } from "../copy-search";
import { type Filters, NO_FILTERS, useWords } from "../queries-search";
import { FilterRow } from "./search-filters";
import { HitRow } from "./search-hit";

/** Where a choice leads: a conversation, perhaps one message of it; or a ticket. */
export interface Goal {
  conversation: ConversationId | null;
  seq: number | null;
  ticket: string | null;
}

interface Props {
  open: boolean;
  onClose: () => void;
  onGo: (goal: Goal) => void;
}

export function Switcher({ open, onClose, onGo }: Props) {
  const text = useCopy(searchCopy);
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      title={text.title}
      width="44em"
      className="palette"
      destroyOnHidden
    >
      <Finder
        onGo={(goal) => {
          onClose();
          onGo(goal);
        }}
      />
    </Modal>
  );
}

function useKnown(typed: string): Row[] {
  const me = useMe();
  const book = useBook((all) => all);
  const q = typed.trim().toLowerCase();
  const mineFirst = (row: Row) => (isMine(row, me.id) ? 0 : 1);
  return Object.values(book)
    .filter((row) => {
      const text = `${row.customer.label} ${row.last?.text ?? ""}`.toLowerCase();
      return q === "" || text.includes(q) || initials(row.customer.label).includes(q);
    })
    .toSorted((a, b) => mineFirst(a) - mineFirst(b) || (a.updated_at < b.updated_at ? 1 : -1))
    .slice(0, q === "" ? 8 : 4);
}

const ofRow = (row: Row): Goal => ({ conversation: row.id, seq: null, ticket: null });
const ofHit = (hit: WordsHit): Goal => ({
  conversation: hit.conversation_id,
  seq: hit.seq,
  ticket: hit.kind === "ticket" ? hit.ref : null,
});

function Finder({ onGo }: { onGo: (goal: Goal) => void }) {
  const text = useCopy(searchCopy);
  const [typed, setTyped] = useState("");
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [at, setAt] = useState(0);
  const q = useDeferredValue(typed.trim());
  const known = useKnown(typed);
  const found = useWords(q, filters);
  const hits = q.length < 2 ? [] : (found.data?.pages.flatMap((page) => page.items) ?? []);
  const goals = [...known.map(ofRow), ...hits.map(ofHit)];
  const index = Math.min(at, goals.length - 1);

  function press(event: React.KeyboardEvent): void {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const goal = goals[index];
    if (step !== undefined) setAt((index + step + goals.length) % Math.max(1, goals.length));
    else if (event.key === "Enter" && goal) onGo(goal);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <Input
        autoFocus
        value={typed}
        placeholder={text.hint}
        onKeyDown={press}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <FilterRow filters={filters} onFilters={setFilters} />
      <div className="found" role="listbox" aria-label={text.title}>
        {known.length > 0 ? <h3 className="found-head">{text.here}</h3> : null}
        {known.map((row, i) => (
          <KnownRow key={row.id} row={row} chosen={i === index} onGo={() => onGo(ofRow(row))} />
        ))}
        {q.length < 2 ? (
          <p className="found-teach">{text.teach}</p>
        ) : (
          <h3 className="found-head">{text.said}</h3>
        )}
        {hits.map((hit, i) => (
          <HitRow
            key={`${hit.kind}${hit.conversation_id}${hit.seq}${hit.ref}`}
            hit={hit}
            chosen={known.length + i === index}
            onGo={() => onGo(ofHit(hit))}
          />
        ))}
        {q.length >= 2 && hits.length === 0 && !found.isFetching ? (
          <p className="found-teach">{found.isError ? text.failed : text.none}</p>
        ) : null}
        {found.hasNextPage && hits.length > 0 ? (
          <Button
            type="text"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {text.more}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function KnownRow({ row, chosen, onGo }: { row: Row; chosen: boolean; onGo: () => void }) {
  const { status } = useCopy(words);
  return (
    <button type="button" role="option" aria-selected={chosen} className="found-row" onClick={onGo}>
      <ChannelIcon kind={row.channel.kind} name={row.channel.name} />
      <strong>{row.customer.label}</strong>
      <span className="hl-clip hl-quiet">{row.last?.text}</span>
      <span className="hl-small hl-quiet">{status[row.status]}</span>
    </button>
  );
}
