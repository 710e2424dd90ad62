import type { FieldNeed, TicketId } from "@hearthline/api/field";
import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useKeeping, useSurroundings } from "../context";
import { isOver, missing, nextStep, seenTask, type Seen, type Step } from "../sync/task";
import { Arrive } from "./arrive";
import { Facts } from "./facts";
import { Icon, iconOfStatus, type IconName } from "./icons";
import { Line } from "./line";
import { Due } from "./list";
import { GiveBack, Note, Result, Suspend } from "./outcomes";
import { Photo } from "./photo";
import { Reading } from "./reading";
import { Reach } from "./reach";
import { Signature } from "./signature";

type Open = "arrive" | "photo" | "reading" | "signature" | "resolve" | "suspend" | "give_back" | "note";

const SHEETS: Readonly<Record<Open, (props: { task: Seen; onClose: () => void }) => JSX.Element>> = {
  arrive: Arrive,
  photo: Photo,
  reading: Reading,
  signature: Signature,
  resolve: Result,
  suspend: Suspend,
  give_back: GiveBack,
  note: Note,
};
const ICONS: Readonly<Record<Step, IconName>> = {
  take: "check",
  depart: "road",
  arrive: "pin",
  begin: "tool",
  photo: "camera",
  reading: "heat",
  signature: "pen",
  resolve: "check",
  resume: "tool",
};
const AT_ONCE = new Set<Step>(["take", "depart", "begin", "resume"]);

export function Task({ id }: { id: TicketId }): JSX.Element {
  const { state, copy } = useSurroundings();
  const told = state.tasks.find((each) => each.id === id);
  const own = state.entries.filter((each) => each.ticketId === id);
  return (
    <>
      <header class="top">
        <a class="quiet" href="#/" aria-label={copy.task.back}>
          <Icon name="back" />
        </a>
        <h1>{told?.title || told?.type_name || own[0]?.title || copy.task.back}</h1>
      </header>
      <Line />
      {told === undefined ? (
        <main class="task">
          <p class="empty">
            <Icon name="inbox" />
            {state.isLoaded ? copy.task.gone : copy.list.loading}
          </p>
          {own.length > 0 && (
            <a class="second" href="#/out">
              {copy.outbox.title} {own.length}
            </a>
          )}
        </main>
      ) : (
        <Work task={seenTask(told, state.entries)} />
      )}
    </>
  );
}

function Work({ task }: { task: Seen }): JSX.Element {
  const { copy, nowMs } = useSurroundings();
  const { deed } = useKeeping(task);
  const [open, setOpen] = useState<Open | null>(null);
  const step = nextStep(task);
  const OpenSheet = open === null ? null : SHEETS[open];
  const go = (next: Step) => {
    if (AT_ONCE.has(next)) void deed({ action: next as "take" | "depart" | "begin" | "resume" });
    else setOpen(next as Open);
  };
  return (
    <>
      <main class="task">
        <p class="state">
          <span class="mark mark-state">
            <Icon name={iconOfStatus(task.status)} />
            {copy.statuses[task.status] ?? task.status_name}
          </span>
          <Due task={task} nowMs={nowMs} />
          <span class="number">{task.number}</span>
        </p>
        {task.refused > 0 && (
          <a class="remark remark-warn" href="#/out">
            <Icon name="warn" />
            {copy.task.refused(task.refused)}
          </a>
        )}
        <Hazards task={task} />
        <Reach task={task} />
        <Facts task={task} />
        <Needs task={task} onOpen={setOpen} />
        {!isOver(task) && task.is_mine && (
          <div class="others">
            <button type="button" class="second" onClick={() => setOpen("note")}>
              {copy.task.note}
            </button>
            {task.status !== "suspended" && task.reasons.suspend.length > 0 && (
              <button type="button" class="second" onClick={() => setOpen("suspend")}>
                {copy.task.suspend}
              </button>
            )}
            <button type="button" class="second" onClick={() => setOpen("give_back")}>
              {copy.task.giveBack}
            </button>
            {task.status === "handling" && step !== "resolve" && (
              <button type="button" class="second" onClick={() => setOpen("resolve")}>
                {copy.steps.resolve}
              </button>
            )}
          </div>
        )}
      </main>
      <footer class="next">
        {step === null ? (
          <p>{copy.task.over}</p>
        ) : (
          <button type="button" class="main" onClick={() => go(step)}>
            <Icon name={ICONS[step]} />
            {copy.steps[step]}
          </button>
        )}
      </footer>
      {OpenSheet !== null && <OpenSheet task={task} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Not dangers, but people to be careful with. */
const CARE = new Set(["elderly", "child", "pregnant", "ill", "life_support", "heated"]);

function Hazards({ task }: { task: Seen }): JSX.Element | null {
  const { copy, locale } = useSurroundings();
  if (task.hazards.length === 0) return null;
  const isGrave = task.hazards.some((each) => !CARE.has(each.value));
  return (
    <section class={isGrave ? "hazards" : "hazards hazards-care"} aria-label={copy.task.hazards}>
      <Icon name="warn" />
      <ul>
        {task.hazards.map((each) => (
          <li key={each.value}>{locale === "en" ? each.en : each.zh}</li>
        ))}
      </ul>
    </section>
  );
}

interface NeedsProps {
  readonly task: Seen;
  readonly onOpen: (what: Open) => void;
}

const CAN_RECORD = new Set(["on_site", "handling", "suspended", "en_route", "taken"]);
const EVER: readonly Exclude<FieldNeed, "arrival">[] = ["photo", "reading", "signature"];

/** What must be recorded to finish, each with its state in words and a way to record more. */
function Needs({ task, onOpen }: NeedsProps): JSX.Element {
  const { copy } = useSurroundings();
  const lacking = new Set(missing(task));
  const rows: readonly FieldNeed[] = [
    ...task.needs,
    ...EVER.filter((each) => !task.needs.includes(each) && task.recorded[each] > 0),
  ];
  const isOpen = task.is_mine && CAN_RECORD.has(task.status);
  return (
    <section class="needs">
      <h2>{copy.task.needs}</h2>
      <ul>
        {rows.map((need) => (
          <li key={need}>
            <span class={lacking.has(need) ? "need" : "need need-done"}>
              <Icon name={lacking.has(need) ? "clock" : "check"} />
              {copy.task.need[need]}
              <small>
                {lacking.has(need)
                  ? copy.task.lacking
                  : need === "arrival"
                    ? ""
                    : copy.task.recorded(task.recorded[need])}
              </small>
            </span>
            {need !== "arrival" && isOpen && (
              <button type="button" class="second" onClick={() => onOpen(need)}>
                <Icon name={ICONS[need]} />
                {copy.steps[need]}
              </button>
            )}
          </li>
        ))}
        {isOpen && !rows.includes("photo") && (
          <li>
            <span class="need">{copy.task.another}</span>
            <button type="button" class="second" onClick={() => onOpen("photo")}>
              <Icon name="camera" />
              {copy.steps.photo}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
