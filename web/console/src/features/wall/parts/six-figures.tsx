/** The six figures that say how the day goes. */
import type { Wall } from "@hearthline/api";

import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";

import { copy } from "../copy";
import { clock, levelTemper, NONE, secondsSince, share, type Temper, temperOf } from "../saying";

const WORST: Temper[] = ["calm", "warm", "hot"];
const USUAL_TARGET = 0.8;

export function SixFigures({ wall }: { wall: Wall }) {
  const text = useCopy(copy);
  const now = useNow();
  const { today, recent, queues } = wall;
  const { figures } = today;
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const first = wall.waits.find(({ kind }) => kind === "line");
  const longest = waiting > 0 && first ? secondsSince(first.since, now) : null;
  const temper = queues.map(temperOf).reduce<Temper>(
    (worst, one) => (WORST.indexOf(one) > WORST.indexOf(worst) ? one : worst),
    "calm",
  );
  return (
    <div className="wall-six">
      <Figure name={text.six.waiting} value={String(waiting)} sub={text.sub.waiting(queues.length)} temper={temper} />
      <Figure
        name={text.six.longest}
        value={longest === null ? NONE : clock(longest)}
        sub={longest === null ? text.sub.longest : first?.label ?? ""}
        temper={temper}
      />
      <Figure
        name={text.six.level}
        value={share(figures.service_level)}
        sub={text.sub.level(share(recent.service_level))}
        temper={levelTemper(figures.service_level, USUAL_TARGET)}
      />
      <Figure name={text.six.answered} value={String(figures.answered)} sub={text.sub.answered(figures.offered)} />
      <Figure name={text.six.abandoned} value={String(figures.abandoned)} sub={text.sub.abandoned(share(figures.abandon_rate))} />
      <Figure name={text.six.bot} value={share(today.bot_resolved_share)} sub={text.sub.bot(share(today.contained_share))} />
    </div>
  );
}

const SHAPE: Record<Temper, string> = { calm: "", warm: "▲", hot: "●" };

function Figure({ name, value, sub, temper = "calm" }: {
  name: string;
  value: string;
  sub: string;
  temper?: Temper;
}) {
  return (
    <div className="wall-figure" data-temper={temper} data-long={value.length > "59:59".length}>
      <span className="wall-name">{name}</span>
      <strong>
        {value}
        {SHAPE[temper] === "" ? null : <i aria-hidden>{SHAPE[temper]}</i>}
      </strong>
      <span className="wall-sub">{sub}</span>
    </div>
  );
}
