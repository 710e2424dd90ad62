/** What colleagues ask of me, on top of the desk's list: take it with its note, or join. */
import "./handover.css";

import type { ConversationId, Invitation, Transfer } from "@hearthline/api";
import { Key } from "@hearthline/ui";
import { Button } from "antd";
import { useEffect, useRef } from "react";

import { chime, notify } from "@/lib/announce";
import { useHotkeys } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";

import { copy } from "../copy";
import { useAcceptGiven, useIncoming, useJoin, useRefuse } from "../queries";
import { secondsTo } from "../rules";

export function Incoming({ onTaken }: { onTaken: (id: ConversationId) => void }) {
  const { data } = useIncoming();
  const accept = useAcceptGiven();
  const join = useJoin();
  const refuse = useRefuse();
  useNews(data ? [...data.transfers, ...data.invitations] : []);
  const first = data?.transfers[0] ?? data?.invitations[0];
  function take(one: Transfer | Invitation): void {
    const deed = "giver" in one ? accept : join;
    deed.mutate(
      { id: one.conversation_id, wish: null },
      { onSuccess: (row) => onTaken(row.id) },
    );
  }
  useHotkeys([{ on: "Alt+KeyR", do: () => first && take(first) }]);
  if (!data) return null;
  return (
    <>
      {[...data.transfers, ...data.invitations].map((one) => (
        <Asked
          key={`${one.conversation_id}${"giver" in one ? "t" : "i"}`}
          one={one}
          customer={data.customers[one.conversation_id]}
          isFirst={one === first}
          busy={accept.isPending || join.isPending}
          onTake={() => take(one)}
          onRefuse={() =>
            refuse.mutate({
              id: one.conversation_id,
              how: "giver" in one ? "decline" : "refuse",
            })
          }
        />
      ))}
    </>
  );
}

function Asked({ one, customer, isFirst, busy, onTake, onRefuse }: {
  one: Transfer | Invitation;
  customer: string | undefined;
  isFirst: boolean;
  busy: boolean;
  onTake: () => void;
  onRefuse: () => void;
}) {
  const { incoming: text } = useCopy(copy);
  const now = useNow();
  const isTransfer = "giver" in one;
  const from = isTransfer ? one.giver.name : one.by.name;
  return (
    <section className="incoming" aria-live="polite">
      <header>
        <strong>{isTransfer ? text.transfer(from) : text.invitation(from)}</strong>
        <span className="hl-num incoming-left">{text.left(secondsTo(one.expires_at, now))}</span>
      </header>
      {customer ? <p className="hl-clip">{text.customer(customer)}</p> : null}
      <p className={one.note ? "" : "hl-quiet"}>{one.note || text.noNote}</p>
      <div className="incoming-deeds">
        <Button type="primary" loading={busy} onClick={onTake}>
          {isTransfer ? text.accept : text.join}
          {isFirst ? <Key>Alt R</Key> : null}
        </Button>
        <Button onClick={onRefuse}>{text.later}</Button>
      </div>
    </section>
  );
}

function useNews(asked: (Transfer | Invitation)[]): void {
  const { incoming: text } = useCopy(copy);
  const told = useRef(new Set<string>());
  useEffect(() => {
    const fresh = asked.filter((one) => {
      const at = "giver" in one ? one.began_at : one.invited_at;
      const key = `${one.conversation_id} ${at}`;
      if (told.current.has(key)) return false;
      told.current.add(key);
      return true;
    });
    for (const one of fresh) {
      notify(text.news("giver" in one ? one.giver.name : one.by.name), one.conversation_id);
    }
    if (fresh.length > 0) chime();
  }, [asked, text]);
}
