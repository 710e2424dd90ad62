/** Contacts over every way in, one line each, with a search in what was said. */
import type { Contact, ConversationId, CustomerId } from "@hearthline/api";
import { Bone, Mark } from "@hearthline/ui";
import { Button, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useContacts } from "../queries";

export function Contacts({ id, here }: { id: CustomerId; here: ConversationId | null }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useContacts(id, q);
  const lines = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="cust-stack">
      <Input.Search
        allowClear
        value={typed}
        maxLength={60}
        placeholder={text.contactSearch}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error ? <p className="hl-quiet">{say(error)}</p> : null}
      {!data && !error ? <Bone width="80%" /> : null}
      {data && lines.length === 0 ? (
        <p className="hl-quiet">{q === "" ? text.noContacts : text.noContactsFound}</p>
      ) : null}
      {lines.map((line) => (
        <Line key={line.id} line={line} here={line.id === here} />
      ))}
      {hasNextPage ? (
        <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common.more}
        </Button>
      ) : null}
    </div>
  );
}

function Line({ line, here }: { line: Contact; here: boolean }) {
  const text = useCopy(copy);
  const { status } = useCopy(words);
  const locale = useLocale();
  const now = useNow(60);
  const outcome = line.result ?? (line.solved === null ? null : line.solved ? text.solved : text.unsolved);
  return (
    <Link to={`/desk/${line.id}`} className="cust-contact" aria-current={here}>
      <span className="cust-line hl-small">
        <span className="hl-num" title={fullTime(line.opened_at)}>
          {shortTime(line.opened_at, now, locale)}
        </span>
        <span className="hl-quiet">{text.channelKinds[line.channel_kind] ?? line.channel}</span>
        {here ? <Mark tone="brand">{text.here}</Mark> : null}
        <span className="cust-push hl-quiet">
          {line.status === "closed" ? "" : status[line.status as keyof typeof status]}
        </span>
      </span>
      <span className="hl-clip">{line.about || "…"}</span>
      <span className="hl-small hl-quiet hl-clip">
        {[line.by ? text.by(line.by) : null, outcome, line.score ? text.score(line.score) : null]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </Link>
  );
}
