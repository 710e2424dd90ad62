import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useSurroundings } from "../context";
import { clockTime } from "../lib/time";
import type { Entry } from "../sync/entry";
import { Icon } from "./icons";
import { Line } from "./line";

/** Everything that the server has not confirmed, and what it would not take, with its words. */
export function Outbox(): JSX.Element {
  const { state, copy, engine } = useSurroundings();
  const owner = state.kept.person?.id ?? "";
  const mine = state.entries.filter((each) => each.owner === owner);
  const others = state.entries.length - mine.length;
  return (
    <>
      <header class="top">
        <a class="quiet" href="#/" aria-label={copy.task.back}>
          <Icon name="back" />
        </a>
        <h1>{copy.outbox.title}</h1>
      </header>
      <Line />
      <main class="list">
        {mine.length === 0 && (
          <p class="empty">
            <Icon name="check" />
            {copy.outbox.empty}
          </p>
        )}
        <ul>
          {mine.map((each) => (
            <li key={each.seq} class="row">
              <Item entry={each} />
            </li>
          ))}
        </ul>
        {mine.some((each) => each.refused === null) && (
          <button
            type="button"
            class="main"
            disabled={state.isSending}
            onClick={() => void engine.wake()}
          >
            <Icon name="up" />
            {copy.outbox.now}
          </button>
        )}
        {others > 0 && <p class="hint">{copy.outbox.others(others)}</p>}
      </main>
    </>
  );
}

function Item({ entry }: { entry: Entry }): JSX.Element {
  const { copy, nowMs, locale, engine } = useSurroundings();
  const [isAsking, setAsking] = useState(false);
  const what = entry.kind === "deed" ? copy.deeds[entry.deed.action] : copy.record[entry.record.kind];
  const { refused } = entry;
  return (
    <>
      <span class="row-head">
        <strong>{what}</strong>
        <span class="number">{clockTime(entry.at, nowMs, locale)}</span>
      </span>
      <a class="row-address" href={`#/t/${entry.ticketId}`}>
        {entry.title}
      </a>
      {refused === null ? (
        <span class="mark mark-info">
          <Icon name="up" />
          {copy.outbox.waiting}
        </span>
      ) : (
        <>
          <p class="remark remark-warn">
            <Icon name="warn" />
            {refused.why || copy.outbox.refused}
          </p>
          {entry.kind === "deed" && refused.code.startsWith("ticket.") && (
            <p class="hint">{copy.outbox.kept}</p>
          )}
          <div class="pair">
            <button type="button" class="second" onClick={() => void engine.retry(entry.seq)}>
              {copy.outbox.retry}
            </button>
            <button type="button" class="second" onClick={() => setAsking(true)}>
              {copy.outbox.discard}
            </button>
          </div>
        </>
      )}
      {isAsking && (
        <div class="ask" role="alertdialog" aria-label={copy.outbox.discard}>
          <p>{copy.outbox.discardAsk(what)}</p>
          <div class="pair">
            <button type="button" class="second" onClick={() => setAsking(false)}>
              {copy.outbox.keep}
            </button>
            <button
              type="button"
              class="second second-danger"
              onClick={() => void engine.discard(entry.seq)}
            >
              {copy.outbox.discard}
            </button>
          </div>
        </div>
      )}
    </>
  );
}
