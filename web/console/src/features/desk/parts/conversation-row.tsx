/** One conversation in the list. */
import type { Row, SenderKind } from "@hearthline/api";
import { Count, Mark, Wait } from "@hearthline/ui";
import { memo } from "react";
import { Link } from "react-router";

import { ChannelIcon } from "@/lib/channels/channel-icon";
import { readDraft } from "@/lib/drafts";
import { useCopy, useLocale } from "@/lib/locale";
import { reasonCopy, urgency } from "@/lib/reasons";
import { duration, fullTime, shortTime, useNow } from "@/lib/time";
import { heatOf } from "@/lib/waiting";
import { words } from "@/lib/words";

import { copy } from "../copy";

export const ConversationRow = memo(function ConversationRow({ row, active, place }: {
  row: Row;
  active: boolean;
  place: number | null;
}) {
  const text = useCopy(copy);
  const reasons = useCopy(reasonCopy);
  const mark = urgency(row, reasons);
  return (
    <Link
      to={`/desk/${row.id}`}
      className="row"
      data-active={active}
      data-unread={row.unread > 0}
      aria-current={active ? "true" : undefined}
    >
      <span className="row-head">
        <ChannelIcon kind={row.channel.kind} name={row.channel.name} />
        <span className="row-name hl-clip">{row.customer.label}</span>
        {mark ? <Mark tone={mark.tone}>{mark.word}</Mark> : null}
        <span className="row-time">
          <When row={row} />
        </span>
      </span>
      <span className="row-foot">
        <LastWords row={row} />
        {place === null ? null : <span className="row-place hl-num">{place}</span>}
        <Count n={row.unread} strong label={text.unread(row.unread)} />
      </span>
    </Link>
  );
});

function LastWords({ row }: { row: Row }) {
  const text = useCopy(copy);
  const { status, said } = useCopy(words);
  const draft = readDraft(row.id);
  if (draft !== "") {
    return (
      <span className="row-words hl-clip">
        <span className="row-draft">[{text.draft}]</span> {draft}
      </span>
    );
  }
  const last = row.last ? said[row.last.sender as SenderKind] + row.last.text : status[row.status];
  return <span className="row-words hl-clip">{last}</span>;
}

function When({ row }: { row: Row }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow();
  const since = row.status === "queued" ? (row.queued_at ?? row.waiting_since) : row.waiting_since;
  if (since !== null && (row.status === "queued" || row.status === "agent")) {
    const seconds = Math.max(0, (now - Date.parse(since)) / 1_000);
    const said = duration(seconds, locale);
    return <Wait heat={heatOf(seconds)} text={said} title={text.waits(said)} />;
  }
  const at = row.last?.at ?? row.opened_at;
  return (
    <span className="hl-small hl-quiet hl-num" title={fullTime(at)}>
      {shortTime(at, now, locale)}
    </span>
  );
}
