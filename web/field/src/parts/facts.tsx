/** What the worker needs to know of a task, and what was done here before. */
import type { JSX } from "preact";

import { useSurroundings } from "../context";
import { clockTime } from "../lib/time";
import type { Seen } from "../sync/task";

export function Facts({ task }: { task: Seen }): JSX.Element {
  const { copy, nowMs, locale } = useSurroundings();
  const at = (iso: string | null) => (iso === null ? null : clockTime(iso, nowMs, locale));
  const lines: readonly (readonly [string, string | null])[] = [
    [copy.task.appointment, at(task.appointment_at)],
    [copy.task.due, at(task.due_at)],
    [copy.task.contact, [task.contact, task.phone_masked].filter(Boolean).join(" ") || null],
    [copy.task.opened, at(task.opened_at)],
    [copy.task.team, task.team],
    [copy.task.worker, task.worker],
  ];
  return (
    <section class="facts">
      <h2>{copy.task.description}</h2>
      <p class="description">{task.description || task.type_name}</p>
      <dl>
        {lines.map(
          ([label, value]) =>
            value !== null && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <details>
        <summary>
          {copy.task.earlier} <span class="count">{task.earlier.length}</span>
        </summary>
        {task.earlier.length === 0 && <p class="hint">{copy.task.noEarlier}</p>}
        <ul class="earlier">
          {task.earlier.map((each) => (
            <li key={each.number}>
              <strong>{each.type_name}</strong>
              <small>
                {at(each.opened_at)} · {each.status_name}
              </small>
              {each.result !== null && <span>{each.result}</span>}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
