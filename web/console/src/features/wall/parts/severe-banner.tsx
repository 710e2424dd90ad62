/** Over the whole desk, for supervisors: severe words that nobody has taken on yet. */
import "./storm-banner.css";

import { WarningFilled } from "@ant-design/icons";
import type { Alarm } from "@hearthline/api";
import { Button } from "antd";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { shortTime, useNow } from "@/lib/time";

import { copy } from "../copy";
import { deeds, useDeed, useSevere } from "../queries";
import { isLoud } from "../saying";

const MOST = 3;

export function SevereBanner() {
  const text = useCopy(copy);
  const may = useMay();
  const now = useNow(10);
  const { data } = useSevere(may("desk.supervise"));
  const loud = (data ?? []).filter((alarm) => isLoud(alarm, now));
  if (loud.length === 0) return null;
  return (
    <div className="storm-banner" role="alert" aria-label={text.kinds.severe}>
      {loud.slice(0, MOST).map((alarm) => (
        <Line key={alarm.id} alarm={alarm} now={now} />
      ))}
      {loud.length > MOST ? (
        <p>
          <Link to="/wall/duty">{text.moreSevere(loud.length - MOST)}</Link>
        </p>
      ) : null}
    </div>
  );
}

function Line({ alarm, now }: { alarm: Alarm; now: number }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const take = useDeed(deeds.take, () => null);
  return (
    <p>
      <WarningFilled />
      <strong className="hl-clip">{alarm.subject}</strong>
      <span className="hl-num">{shortTime(alarm.raised_at ?? "", now, locale)}</span>
      {alarm.conversation_id === null ? null : (
        <Link to={`/desk/${alarm.conversation_id}`}>{text.look}</Link>
      )}
      <Button size="small" type="link" loading={take.isPending} onClick={() => take.mutate(alarm.id)}>
        {text.takeOn}
      </Button>
    </p>
  );
}
