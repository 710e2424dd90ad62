import type { FieldPlace } from "@hearthline/api/field";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { useKeeping, useSurroundings } from "../context";
import { isFar, metresBetween } from "../lib/geo";
import type { Seen } from "../sync/task";
import { Icon } from "./icons";
import { Field, Sheet } from "./sheet";

/** Arrival with place and time; far from the address it asks why, and never stands in the way. */
export function Arrive({ task, onClose }: { task: Seen; onClose: () => void }): JSX.Element {
  const { copy, locate } = useSurroundings();
  const { deed } = useKeeping(task);
  const [place, setPlace] = useState<FieldPlace | null | "asking">("asking");
  const [reason, setReason] = useState("");
  useEffect(() => {
    void locate().then(setPlace);
  }, [locate]);

  const known = place === "asking" ? null : place;
  const far = known !== null && task.place !== null && isFar(task.place, known);
  const submit = async () => {
    const why = reason.trim();
    if (await deed({ action: "arrive", place: known, reason: why })) onClose();
  };
  return (
    <Sheet title={copy.arrive.title} onClose={onClose}>
      <Found place={place} address={far ? task.place : null} />
      {task.address !== null && <p class="address">{task.address}</p>}
      {(far || place === null) && (
        <Field label={copy.arrive.reason} isOptional={!far}>
          <input
            value={reason}
            maxLength={200}
            placeholder={copy.arrive.reasonHint}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
      )}
      <button
        type="button"
        class="main"
        disabled={place === "asking" || (far && reason.trim() === "")}
        onClick={() => void submit()}
      >
        <Icon name="pin" />
        {copy.arrive.submit}
      </button>
    </Sheet>
  );
}

interface FoundProps {
  readonly place: FieldPlace | null | "asking";
  /** The address's own place, when this one is far from it. */
  readonly address: FieldPlace | null;
}

function Found({ place, address }: FoundProps): JSX.Element {
  const { copy } = useSurroundings();
  if (place === "asking") return <Remark icon="pin" words={copy.arrive.locating} />;
  if (place === null) return <Remark icon="warn" words={copy.arrive.noPlace} />;
  if (address === null) {
    return <Remark icon="pin" words={copy.arrive.here(Math.round(place.accuracy_m ?? 0))} />;
  }
  const words = copy.arrive.far(copy.list.distance(metresBetween(address, place)));
  return <Remark icon="warn" words={words} />;
}

function Remark({ icon, words }: { icon: "pin" | "warn"; words: string }): JSX.Element {
  return (
    <p class={icon === "warn" ? "remark remark-warn" : "remark"} role="status">
      <Icon name={icon} />
      {words}
    </p>
  );
}
