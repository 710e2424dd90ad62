import type { SignatureFacts } from "@hearthline/api/field";
import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useKeeping, useSurroundings } from "../context";
import type { Seen } from "../sync/task";
import { Icon } from "./icons";
import { Pad, pictureOf, type Strokes } from "./pad";
import { Field, Pick, Sheet, Wrong } from "./sheet";

type Role = SignatureFacts["signer_role"];
const ROLES: readonly Role[] = ["self", "family", "occupant", "property", "other"];

export function Signature({ task, onClose }: { task: Seen; onClose: () => void }): JSX.Element {
  const { copy } = useSurroundings();
  const { record } = useKeeping(task);
  const words = copy.signature;
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("self");
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [wrong, setWrong] = useState("");

  const submit = async () => {
    if (name.trim() === "") return setWrong(words.needName);
    if (strokes.length === 0) return setWrong(words.needStrokes);
    const facts: SignatureFacts = { signer_name: name.trim(), signer_role: role, strokes };
    const picture = await pictureOf(strokes);
    if (picture === null) return setWrong(copy.troubles.other);
    if (await record({ record: { kind: "signature", facts }, picture })) onClose();
  };
  return (
    <Sheet title={words.title} onClose={onClose}>
      <Pad label={words.pad} strokes={strokes} onChange={setStrokes} />
      <button
        type="button"
        class="second"
        disabled={strokes.length === 0}
        onClick={() => setStrokes([])}
      >
        {words.clear}
      </button>
      <Field label={words.name}>
        <input
          value={name}
          maxLength={40}
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <Pick
        label={words.role}
        options={ROLES.map((each) => [each, words.roles[each]] as const)}
        value={role}
        onPick={setRole}
      />
      <Wrong words={wrong} />
      <button type="button" class="main" onClick={() => void submit()}>
        <Icon name="pen" />
        {words.submit}
      </button>
    </Sheet>
  );
}
