import type { JSX } from "preact";

import { useSurroundings } from "../context";
import { metresBetween } from "../lib/geo";
import { clockTime, isToday } from "../lib/time";
import { inOrder, isOver, minutesLeft, nextStep, seenTask, type Seen } from "../sync/task";
import { Icon, iconOfStatus } from "./icons";
import { Line } from "./line";

const SOON_MIN = 30;

/** Today's tasks by urgency and distance: mine, then what my team could take, then later days. */
export function List(): JSX.Element {
  const { state, copy, engine, here, locate, nowMs } = useSurroundings();
  const metres = (task: Seen): number | null =>
    here === null || task.place === null ? null : metresBetween(here, task.place);
  const all = inOrder(
    state.tasks.map((task) => seenTask(task, state.entries)),
    metres,
  );
  const seen = all.filter((task) => !isOver(task));
  const left = all.filter((task) => isOver(task) && task.waiting > 0);
  const isLater = (task: Seen) =>
    task.appointment_at !== null &&
    Date.parse(task.appointment_at) > nowMs &&
    !isToday(task.appointment_at, nowMs);
  const groups = [
    [copy.list.mine, seen.filter((task) => task.is_mine && !isLater(task))],
    [copy.list.team, seen.filter((task) => !task.is_mine && !isLater(task))],
    [copy.list.later, seen.filter(isLater)],
    [copy.list.finished, left],
  ] as const;
  const hasPlaces = here === null && state.tasks.some((task) => task.place !== null);
  return (
    <>
      <header class="top">
        <h1>{copy.list.title}</h1>
        <button
          type="button"
          class="quiet"
          aria-label={copy.list.refresh}
          onClick={() => void engine.wake()}
        >
          <Icon name="refresh" />
        </button>
        <a class="quiet" href="#/me" aria-label={copy.account.title}>
          <Icon name="person" />
        </a>
      </header>
      <Line />
      <main class="list">
        {groups.map(([title, tasks]) => (
          <Group key={title} title={title} tasks={tasks} metres={metres} />
        ))}
        {seen.length + left.length === 0 && state.isLoaded && (
          <p class="empty">
            <Icon name="inbox" />
            {state.kept.refreshedAt === null && state.isSending
              ? copy.list.loading
              : copy.list.empty}
          </p>
        )}
        {hasPlaces && (
          <button type="button" class="second" onClick={() => void locate()}>
            <Icon name="pin" />
            {copy.list.near} · {copy.list.nearHint}
          </button>
        )}
      </main>
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly tasks: readonly Seen[];
  readonly metres: (task: Seen) => number | null;
}

function Group({ title, tasks, metres }: GroupProps): JSX.Element | null {
  if (tasks.length === 0) return null;
  return (
    <section>
      <h2>
        {title} <span class="count">{tasks.length}</span>
      </h2>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <Row task={task} metres={metres(task)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ task, metres }: { task: Seen; metres: number | null }): JSX.Element {
  const { copy, nowMs, locale } = useSurroundings();
  const step = nextStep(task);
  return (
    <a class={task.priority === "P0" ? "row row-danger" : "row"} href={`#/t/${task.id}`}>
      <span class="row-head">
        <strong>{task.title || task.type_name}</strong>
        <Due task={task} nowMs={nowMs} />
      </span>
      {task.address !== null && <span class="row-address">{task.address}</span>}
      <span class="row-foot">
        <span class="mark">
          <Icon name={iconOfStatus(task.status)} />
          {copy.statuses[task.status] ?? task.status_name}
        </span>
        {task.priority === "P0" && (
          <span class="mark mark-danger">
            <Icon name="warn" />
            {copy.list.urgent}
          </span>
        )}
        {task.appointment_at !== null && (
          <span class="mark">
            {copy.list.appointment(clockTime(task.appointment_at, nowMs, locale))}
          </span>
        )}
        {metres !== null && <span class="mark">{copy.list.distance(metres)}</span>}
        {task.waiting > 0 && (
          <span class="mark mark-info">
            <Icon name="up" />
            {copy.list.waiting(task.waiting)}
          </span>
        )}
        {step !== null && <span class="row-step">{copy.steps[step]}</span>}
      </span>
    </a>
  );
}

export function Due({ task, nowMs }: { task: Seen; nowMs: number }): JSX.Element | null {
  const { copy } = useSurroundings();
  const minutes = minutesLeft(task, nowMs);
  if (minutes === null || task.status === "suspended" || isOver(task)) return null;
  const tone = minutes < 0 ? "over" : minutes <= SOON_MIN ? "soon" : "calm";
  const words = minutes < 0 ? copy.list.over(-minutes) : copy.list.left(minutes);
  return <span class={`due due-${tone}`}>{words}</span>;
}
