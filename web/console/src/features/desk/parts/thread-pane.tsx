/** One conversation: its head, what was said, and the box to answer in. */
import { ArrowLeftOutlined, IdcardOutlined } from "@ant-design/icons";
import type { ConversationId, Looker, Row } from "@hearthline/api";
import { Avatar, Bone, ErrorPlace, Mark, Wait } from "@hearthline/ui";
import { Button, Tooltip } from "antd";
import { useContext, useEffect, useMemo } from "react";

import { useHotkeys } from "@/lib/hotkeys";
import { useLive } from "@/lib/live/live";
import { useCopy, useLocale } from "@/lib/locale";
import { reasonCopy, urgency } from "@/lib/reasons";
import { useMe } from "@/lib/me";
import { Slots } from "@/lib/slots";
import { useStore } from "@/lib/store";
import { duration, useNow } from "@/lib/time";
import { heatOf } from "@/lib/waiting";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useConversation, useOpenThread } from "../queries";
import { Sending } from "../sending";
import { draftingOf } from "../use-draft";
import { useLookers } from "../use-lookers";
import { Composer } from "./composer";
import { Lookers } from "./lookers";
import { MineTabs } from "./mine-tabs";
import { useTakeBack } from "./pending-bubble";
import { ResolveButton } from "./resolve";
import { ThreadView } from "./thread-view";

export function ThreadPane({ id, onBack, onContext }: {
  id: ConversationId;
  onBack: () => void;
  onContext: () => void;
}) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { threads } = useLive();
  const { row, error } = useConversation(id);
  const opening = useOpenThread(id);
  const sending = useMemo(() => new Sending(threads, say), [threads, say]);
  const { isSuccess } = opening;
  useEffect(() => {
    if (isSuccess) sending.restore(id);
  }, [sending, id, isSuccess]);
  const lookers = useLookers(id, useWrites(id));
  useUndoKey(id, sending);
  const failure = opening.error ?? (row === null ? error : null);
  return (
    <section className="thread-pane" aria-label={row?.customer.label}>
      <MineTabs active={id} />
      <Head row={row} lookers={lookers} onBack={onBack} onContext={onContext} />
      {failure ? (
        <ErrorPlace
          title={text.thread.failed}
          detail={say(failure)}
          again={common.again}
          onAgain={() => void opening.refetch()}
        />
      ) : opening.isPending ? (
        <Skeleton />
      ) : (
        <ThreadView id={id} row={row} sending={sending} />
      )}
      <Composer id={id} row={row} sending={sending} />
    </section>
  );
}

/** Whether something stands in the box of a reply. */
function useWrites(id: ConversationId): boolean {
  return useStore(draftingOf(id).store, ({ text, mode }) => text !== "" && mode === "reply");
}

/** Alt U takes the reply back that was given last. */
function useUndoKey(id: ConversationId, sending: Sending): void {
  const { threads } = useLive();
  const back = useTakeBack(id, sending);
  useHotkeys([
    {
      on: "Alt+KeyU",
      do: () => {
        const last = threads.get(id).pending.findLast(({ state }) => state === "waiting");
        if (last) back(last);
      },
    },
  ]);
}

function Head({ row, lookers, onBack, onContext }: {
  row: Row | null;
  lookers: readonly Looker[];
  onBack: () => void;
  onContext: () => void;
}) {
  const text = useCopy(copy);
  const reasons = useCopy(reasonCopy);
  const mark = row ? urgency(row, reasons) : null;
  const { Handover, CustomerTags } = useContext(Slots);
  return (
    <header className="thread-head">
      <Button
        className="only-narrow"
        type="text"
        icon={<ArrowLeftOutlined />}
        aria-label={text.context.back}
        onClick={onBack}
      />
      {row ? <Avatar name={row.customer.label} /> : null}
      <div className="thread-who">
        <strong className="hl-clip">{row?.customer.label}</strong>
        {row ? <Facts row={row} /> : <Bone width="8em" />}
      </div>
      {row?.customer.id ? <CustomerTags key={row.customer.id} customerId={row.customer.id} /> : null}
      {mark ? <Mark tone={mark.tone}>{mark.word}</Mark> : null}
      <span className="thread-deeds">
        <Lookers lookers={lookers} />
        {row ? <Waiting row={row} /> : null}
        {row ? <Handover conversationId={row.id} row={row} /> : null}
        {row ? <ResolveButton row={row} /> : null}
        <Tooltip title={`${text.context.open} · Alt I`}>
          <Button
            className="context-toggle"
            type="text"
            icon={<IdcardOutlined />}
            aria-label={text.context.open}
            onClick={onContext}
          />
        </Tooltip>
      </span>
    </header>
  );
}

function Facts({ row }: { row: Row }) {
  const { status } = useCopy(words);
  const { context } = useCopy(copy);
  const me = useMe();
  const held = row.holder !== null && row.status === "agent";
  // What is longest and least needed stands last: it is cut off first.
  const facts = [
    held ? (row.holder?.id === me.id ? null : row.holder?.name) : status[row.status],
    context.verify[row.verify_level] ?? row.verify_level,
    row.channel.name,
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <span className="hl-small hl-quiet hl-clip" title={facts}>
      {facts}
    </span>
  );
}

function Waiting({ row }: { row: Row }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow();
  if (row.waiting_since === null || row.status === "closed" || row.status === "bot") return null;
  const seconds = Math.max(0, (now - Date.parse(row.waiting_since)) / 1_000);
  const said = duration(seconds, locale);
  return <Wait heat={heatOf(seconds)} text={said} title={text.waits(said)} />;
}

function Skeleton() {
  return (
    <div className="thread-scroll" aria-hidden>
      {["44%", "58%", "36%", "50%"].map((width, i) => (
        <div key={width} className="bones" data-side={i % 2 === 0 ? "left" : "right"}>
          <Bone width={width} style={{ height: "var(--hl-space-8)" }} />
        </div>
      ))}
    </div>
  );
}
