/** The card of an offered conversation: who, why, how long, and the key that takes it. */
import "./offers.css";

import type { ConversationId, Row } from "@hearthline/api";
import { Key, Mark } from "@hearthline/ui";
import { Button } from "antd";

import { ChannelIcon } from "@/lib/channels/channel-icon";
import { useHotkeys } from "@/lib/hotkeys";
import { useCopy, useLocale } from "@/lib/locale";
import { reasonCopy, reasonIn, urgency } from "@/lib/reasons";
import { duration, useNow } from "@/lib/time";

import { copy } from "../copy";
import { OFFER_S, ownWords, secondsLeft } from "../offered";
import { useAccept, useDecline } from "../queries";
import { useOffers } from "../use-offers";

export function Offers({ onTaken }: { onTaken: (id: ConversationId) => void }) {
  const text = useCopy(copy);
  const offers = useOffers();
  const accept = useAccept(onTaken);
  const decline = useDecline();
  const first = offers[0];
  const take = () => first && !accept.isPending && accept.mutate(first.id);
  useHotkeys([{ on: "Alt+KeyA", do: take }]);
  if (!first) return null;
  return (
    <section className="offer" aria-live="polite" aria-label={text.title}>
      <Who row={first} />
      <div className="offer-deeds">
        <Button type="primary" loading={accept.isPending} onClick={take}>
          {text.accept}
          <Key>Alt A</Key>
        </Button>
        <Button onClick={() => decline.mutate(first)}>{text.later}</Button>
        {offers.length > 1 ? (
          <span className="hl-small hl-quiet">{text.more(offers.length - 1)}</span>
        ) : null}
      </div>
    </section>
  );
}

function Who({ row }: { row: Row }) {
  const text = useCopy(copy);
  const reasons = useCopy(reasonCopy);
  const locale = useLocale();
  const now = useNow();
  const left = secondsLeft(row, now);
  const waited = (now - Date.parse(row.queued_at ?? row.updated_at)) / 1_000;
  const mark = urgency(row, reasons);
  const reason = row.reason ? reasonIn(reasons, row.reason) : "";
  const own = ownWords(row);
  return (
    <>
      <div className="offer-bar" style={{ inlineSize: `${(left / OFFER_S) * 100}%` }} />
      <header className="offer-head">
        <ChannelIcon kind={row.channel.kind} name={row.channel.name} />
        <strong className="hl-clip">{row.customer.label}</strong>
        {mark ? <Mark tone={mark.tone}>{mark.word}</Mark> : null}
        <span className="offer-left hl-num" title={text.leftHint(left)}>
          {text.left(left)}
        </span>
      </header>
      {own || reason ? <p className="offer-words">{own || reason}</p> : null}
      <p className="hl-small hl-quiet">
        {own && reason ? `${reason} · ` : ""}
        {text.waited(duration(waited, locale))}
      </p>
    </>
  );
}
