/** Getting there and getting through: the way by address, and the number, shown for the call. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useKeeping, useSurroundings } from "../context";
import { geoAddress, wayTo } from "../lib/geo";
import { asTrouble } from "../lib/problem";
import type { Seen } from "../sync/task";
import { Icon } from "./icons";
import { Sheet } from "./sheet";

export function Reach({ task }: { task: Seen }): JSX.Element {
  const { copy } = useSurroundings();
  const [isCalling, setCalling] = useState(false);
  return (
    <section class="reach">
      <p class="address">{task.address ?? copy.task.noAddress}</p>
      <div class="pair">
        {task.address !== null && (
          <a class="second" href={wayTo(task.address, task.place)} target="_blank" rel="noreferrer">
            <Icon name="pin" />
            {copy.task.navigate}
          </a>
        )}
        {task.phone_masked !== null && (
          <button type="button" class="second" onClick={() => setCalling(true)}>
            <Icon name="phone" />
            {copy.task.call}
          </button>
        )}
      </div>
      {task.address !== null && (
        <a class="small-link" href={geoAddress(task.address, task.place)}>
          {copy.task.otherMap}
        </a>
      )}
      {isCalling && <Call task={task} onClose={() => setCalling(false)} />}
    </section>
  );
}

/** The number is fetched for this call, which is written down, and not kept on the phone. */
function Call({ task, onClose }: { task: Seen; onClose: () => void }): JSX.Element {
  const { copy, server, state } = useSurroundings();
  const { deed } = useKeeping(task);
  const [phone, setPhone] = useState<string | null>(null);
  const [said, setSaid] = useState(state.isOnline ? "" : copy.task.callOffline);
  const reveal = async () => {
    setSaid(copy.task.calling);
    try {
      const told = await server.call(task.id);
      setPhone(told);
      setSaid("");
      location.href = `tel:${told}`;
    } catch (thrown) {
      const trouble = asTrouble(thrown);
      setSaid(trouble.told || copy.task.callOffline);
    }
  };
  const note = async (text: string) => {
    if (await deed({ action: "contact", text })) onClose();
  };
  return (
    <Sheet title={copy.task.call} onClose={onClose}>
      <p class="phone">
        {task.contact} {phone ?? task.phone_masked}
      </p>
      {said !== "" && (
        <p class="remark" role="status">
          {said}
        </p>
      )}
      {phone === null ? (
        <button
          type="button"
          class="main"
          disabled={!state.isOnline}
          onClick={() => void reveal()}
        >
          <Icon name="phone" />
          {copy.task.call}
        </button>
      ) : (
        <a class="main" href={`tel:${phone}`}>
          <Icon name="phone" />
          {phone}
        </a>
      )}
      {task.is_mine && (
        <>
          <p class="hint">{copy.task.called}</p>
          <div class="pair">
            <button
              type="button"
              class="second"
              onClick={() => void note(copy.task.reachedText)}
            >
              {copy.task.reached}
            </button>
            <button
              type="button"
              class="second"
              onClick={() => void note(copy.task.notReachedText)}
            >
              {copy.task.notReached}
            </button>
          </div>
        </>
      )}
    </Sheet>
  );
}
