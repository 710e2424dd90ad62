import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { useSurroundings } from "./context";
import { Icon } from "./icons";

const PATIENCE_MS = 2_500;

/** True once a thing has lasted for a while, so that a short cut disturbs nobody. */
function useLasting(isSo: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    setLasts(false);
    if (!isSo) return;
    const timer = setTimeout(() => setLasts(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isSo]);
  return isSo && lasts;
}

function QueueStrip(): JSX.Element | null {
  const { copy, state } = useSurroundings();
  if (state.status !== "queued") return null;
  const { queue } = state;
  return (
    <div class="strip strip-queue">
      <Icon name="clock" />
      <div>
        <strong>
          {queue === null || queue.position < 1 ? copy.connecting : copy.place(queue.position)}
          {queue !== null && queue.eta_s !== null && queue.eta_s > 0 && (
            <span>{copy.eta(queue.eta_s)}</span>
          )}
        </strong>
        <span>{copy.queueHint}</span>
      </div>
    </div>
  );
}

function LineStrip(): JSX.Element | null {
  const { copy, state } = useSurroundings();
  const isCut = useLasting(state.phase === "ready" && state.line === "connecting");
  const words = state.isOnline ? (isCut ? copy.reconnecting : null) : copy.offline;
  if (words === null) return null;
  return (
    <div class="strip strip-warn">
      <Icon name="warn" />
      <span>{words}</span>
    </div>
  );
}

/** What the person should know at the moment: the line, the queue, a deed that failed. */
export function Strips(): JSX.Element {
  const { copy, state } = useSurroundings();
  return (
    <div class="strips" role="status">
      <LineStrip />
      {state.banner !== null && (
        <div class="strip strip-warn">
          <Icon name="warn" />
          <span>{state.banner}</span>
        </div>
      )}
      <QueueStrip />
      {state.isDowngraded && <div class="strip">{copy.visitor}</div>}
      {state.trouble !== null && (
        <div class="strip strip-warn">
          <Icon name="warn" />
          <span>{copy.faults[state.trouble]}</span>
        </div>
      )}
    </div>
  );
}
