/** A storm in force: its plan, and how long it lasts still. */
import { ThunderboltFilled } from "@ant-design/icons";
import type { Storm } from "@hearthline/api";

import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";

import { copy } from "../copy";
import { clock } from "../saying";

export function StormCountdown({ storm }: { storm: Storm }) {
  const text = useCopy(copy);
  const left = Math.max(0, (Date.parse(storm.ends_at) - useNow()) / 1000);
  return (
    <span className="storm-countdown" title={storm.reason}>
      <ThunderboltFilled /> {text.storm.on(storm.plan.name)}
      <span className="hl-num">{text.storm.left(clock(left))}</span>
    </span>
  );
}
