/** My conversations in a row above the thread: who, how many unread, how long they wait. */
import type { ConversationId, Row } from "@hearthline/api";
import { Count } from "@hearthline/ui";
import { Link } from "react-router";

import { readDraft } from "@/lib/drafts";
import { useList } from "@/lib/live/use-list";
import { useCopy, useLocale } from "@/lib/locale";
import { duration, useNow } from "@/lib/time";
import { heatOf } from "@/lib/waiting";

import { copy } from "../copy";
import { searchCopy } from "../copy-search";

export const MOST_TABS = 8;

export function MineTabs({ active }: { active: ConversationId | null }) {
  const text = useCopy(searchCopy);
  const { rows } = useList("mine", "");
  if (rows.length < 2 && (rows.length === 0 || rows[0]?.id === active)) return null;
  return (
    <nav className="mine-tabs" aria-label={text.mine}>
      {rows.slice(0, MOST_TABS).map((row, index) => (
        <Tab key={row.id} row={row} place={index + 1} active={row.id === active} />
      ))}
    </nav>
  );
}

/** What tells visitors apart: the word before it is the same for all, and space is short. */
const shortLabel = (label: string): string => label.replace(/^(访客|Visitor)\s+/, "");

function Tab({ row, place, active }: { row: Row; place: number; active: boolean }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow();
  const since = row.waiting_since;
  const seconds = since ? Math.max(0, (now - Date.parse(since)) / 1_000) : null;
  const heat = seconds === null ? "none" : heatOf(seconds);
  const waits = seconds === null ? undefined : text.waits(duration(seconds, locale));
  return (
    <Link
      to={`/desk/${row.id}`}
      className="mine-tab"
      data-active={active}
      data-heat={heat}
      aria-current={active ? "page" : undefined}
      title={[row.customer.label, `Alt ${place}`, waits].filter(Boolean).join(" · ")}
    >
      <span className="hl-num hl-quiet">{place}</span>
      <span className="hl-clip">{shortLabel(row.customer.label)}</span>
      {seconds !== null && heat !== "calm" ? (
        <span className="mine-wait hl-num">{duration(Math.min(seconds, 86_400), locale)}</span>
      ) : null}
      {readDraft(row.id) !== "" && !active ? <span className="row-draft">✎</span> : null}
      <Count n={row.unread} strong label={text.unread(row.unread)} />
    </Link>
  );
}
