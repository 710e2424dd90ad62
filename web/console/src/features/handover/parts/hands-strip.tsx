/** What is going on with a conversation: a transfer, helpers, a step of the bot. */
import type { Hands, Row } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay, useMe } from "@/lib/me";
import { useNow } from "@/lib/time";

import { copy } from "../copy";
import { useHands, useLeave, useTakeOver, useWithdraw } from "../queries";
import { secondsTo } from "../rules";

const TOLD_FOR_MS = 60_000;

export function HandsStrip({ row }: { row: Row }) {
  const me = useMe();
  const may = useMay();
  const { data } = useHands(row);
  if (!data || row.status === "closed") return null;
  const mine = row.holder?.id === me.id;
  return (
    <span className="hands">
      {row.is_lent ? <Lent row={row} hands={data} mayTake={mine || may("desk.supervise")} /> : null}
      <Way row={row} hands={data} mayWithdraw={mine} />
      <Helpers row={row} hands={data} />
    </span>
  );
}

function Lent({ row, hands, mayTake }: { row: Row; hands: Hands; mayTake: boolean }) {
  const { strip: text } = useCopy(copy);
  const take = useTakeOver();
  return (
    <>
      <Mark tone="info">{text.bot(hands.step?.flow.name ?? "")}</Mark>
      {mayTake ? (
        <Button
          type="primary"
          loading={take.isPending}
          onClick={() => take.mutate({ id: row.id, wish: null })}
        >
          {text.takeBack}
        </Button>
      ) : null}
    </>
  );
}

function Way({ row, hands, mayWithdraw }: { row: Row; hands: Hands; mayWithdraw: boolean }) {
  const { strip: text } = useCopy(copy);
  const now = useNow();
  const withdraw = useWithdraw();
  const { transfer } = hands;
  const name = transfer?.to?.name;
  if (!transfer || name === undefined) return null;
  if (transfer.outcome === null && row.offered_to !== null) {
    return (
      <>
        <Mark tone="info">{text.onItsWay(name, secondsTo(transfer.expires_at, now))}</Mark>
        {mayWithdraw ? (
          <Button
            size="small"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ id: row.id, wish: null })}
          >
            {text.withdraw}
          </Button>
        ) : null}
      </>
    );
  }
  const isNews = mayWithdraw && now - Date.parse(transfer.ended_at ?? "") < TOLD_FOR_MS;
  if (!isNews || (transfer.outcome !== "declined" && transfer.outcome !== "unanswered")) return null;
  return <Mark tone="warn">{text[transfer.outcome](name)}</Mark>;
}

function Helpers({ row, hands }: { row: Row; hands: Hands }) {
  const { strip: text } = useCopy(copy);
  const me = useMe();
  const leave = useLeave();
  const open = hands.invitations.filter(({ ended_at: end }) => end === null);
  const joined = open.filter(({ staff }) => row.members.includes(staff.id));
  const asked = open.filter(({ joined_at: at }) => at === null);
  const names = (parts: typeof open) => parts.map(({ staff }) => staff.name).join("、");
  return (
    <>
      {joined.length > 0 ? <Mark tone="info">{text.joined(names(joined))}</Mark> : null}
      {asked.length > 0 ? <Mark>{text.asked(names(asked))}</Mark> : null}
      {row.members.includes(me.id) ? (
        <Button
          size="small"
          loading={leave.isPending}
          onClick={() => leave.mutate({ id: row.id, wish: null })}
        >
          {text.leave}
        </Button>
      ) : null}
    </>
  );
}
