/** The lines on the wall: who waits, how long, and how it went. */
import type { QueueNow } from "@hearthline/api";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { clock, levelTemper, NONE, share, temperOf } from "../saying";

const MOST = 8;

export function WallQueues({ queues }: { queues: QueueNow[] }) {
  const text = useCopy(copy);
  const shown = queues.toSorted((a, b) => b.waiting - a.waiting).slice(0, MOST);
  return (
    <section className="wall-card wall-queues" aria-label={text.queues}>
      <table>
        <thead>
          <tr>
            <th>{text.queue}</th>
            <th>{text.waiting}</th>
            <th>{text.longest}</th>
            <th>{text.eta}</th>
            <th>{text.recent}</th>
            <th>{text.today}</th>
            <th>{text.abandoned}</th>
            <th>{text.seats}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((queue) => (
            <Line key={queue.id} queue={queue} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ queue }: { queue: QueueNow }) {
  const { recent, today } = queue;
  const temper = temperOf(queue);
  return (
    <tr data-temper={temper}>
      <th scope="row">{queue.name}</th>
      <td className="wall-big">{queue.waiting}</td>
      <td className="wall-warmth" data-temper={temper}>{clock(queue.longest_wait_s)}</td>
      <td>{queue.eta_s === null ? NONE : clock(queue.eta_s)}</td>
      <td className="wall-warmth" data-temper={levelTemper(recent.service_level, queue.target_share)}>
        {share(recent.service_level)}
      </td>
      <td>{share(today.service_level)}</td>
      <td>{today.abandoned}</td>
      <td>
        {queue.agents_available}
        <span className="wall-sub"> / {queue.agents_total}</span>
      </td>
    </tr>
  );
}
