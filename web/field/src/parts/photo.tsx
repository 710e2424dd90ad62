import type { PhotoFacts } from "@hearthline/api/field";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { useKeeping, useSurroundings } from "../context";
import { shrunk, type Shrunk } from "../lib/picture";
import { Icon } from "./icons";
import { Field, Pick, Sheet } from "./sheet";
import type { Seen } from "../sync/task";

type Subject = PhotoFacts["subject"];
const SUBJECTS: readonly Subject[] = ["scene", "before", "after", "meter", "other"];

interface Shot extends Shrunk {
  readonly takenAt: string;
  readonly shown: string;
}

export function Photo({ task, onClose }: { task: Seen; onClose: () => void }): JSX.Element {
  const { copy, locate } = useSurroundings();
  const { record } = useKeeping(task);
  const [shot, setShot] = useState<Shot | null>(null);
  const [isShrinking, setShrinking] = useState(false);
  const [subject, setSubject] = useState<Subject>("scene");
  const [note, setNote] = useState("");
  useEffect(() => () => void (shot && URL.revokeObjectURL(shot.shown)), [shot]);

  const taken = async (file: File | undefined) => {
    if (file === undefined) return;
    setShrinking(true);
    const made = await shrunk(file);
    const takenAt = new Date(file.lastModified || Date.now()).toISOString();
    setShot({ ...made, takenAt, shown: URL.createObjectURL(made.picture) });
    setShrinking(false);
  };
  const submit = async () => {
    if (shot === null) return;
    const facts: PhotoFacts = { subject, note: note.trim(), taken_at: shot.takenAt };
    const place = await Promise.race([locate(), nothingAfter(1_500)]);
    const { picture, exif } = shot;
    if (await record({ record: { kind: "photo", facts }, place, picture, exif })) onClose();
  };
  return (
    <Sheet title={copy.photo.title} onClose={onClose}>
      <label class={shot === null ? "camera" : "camera camera-full"}>
        <input
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => void taken(event.currentTarget.files?.[0])}
        />
        {shot === null ? (
          <>
            <Icon name="camera" />
            <strong>{isShrinking ? copy.photo.shrinking : copy.photo.take}</strong>
            <span>{copy.photo.none}</span>
          </>
        ) : (
          <img src={shot.shown} alt={copy.photo.subjects[subject]} />
        )}
      </label>
      <Pick
        label={copy.photo.subject}
        options={SUBJECTS.map((each) => [each, copy.photo.subjects[each]] as const)}
        value={subject}
        onPick={setSubject}
      />
      <Field label={copy.photo.note} isOptional>
        <input
          value={note}
          maxLength={200}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
      <button type="button" class="main" disabled={shot === null} onClick={() => void submit()}>
        <Icon name="camera" />
        {copy.photo.submit}
      </button>
    </Sheet>
  );
}

/** The place is welcome with a photo, and not worth waiting for. */
function nothingAfter(milliseconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), milliseconds);
  });
}
