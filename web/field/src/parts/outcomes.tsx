/** Putting off, giving back, finishing, and a note: what needs words before it is done. */
import type { FieldAction, FieldChoice } from "@hearthline/api/field";
import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useKeeping, useSurroundings } from "../context";
import { missing, type Seen } from "../sync/task";
import { Icon } from "./icons";
import { Field, Pick, Sheet, Wrong } from "./sheet";

interface OutcomeProps {
  readonly task: Seen;
  readonly onClose: () => void;
}

type Resolve = Extract<FieldAction, { action: "resolve" }>;
type Responsibility = NonNullable<Resolve["responsibility"]>;
const RESPONSIBILITIES: readonly Responsibility[] = [
  "company",
  "customer",
  "third",
  "force_majeure",
];

/** The choices in the reader's language; those of the second level carry their first. */
function useOptions(choices: readonly FieldChoice[]): (readonly [string, string])[] {
  const { locale } = useSurroundings();
  const said = (one: FieldChoice) => (locale === "en" ? one.en : one.zh) || one.value;
  const parents = new Set(choices.map((one) => one.of));
  return choices.filter((one) => !parents.has(one.value)).map((one) => [one.value, said(one)]);
}

interface WordsProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly hint?: string;
  readonly isOptional?: boolean;
}

function Words({ label, value, onInput, hint, isOptional = false }: WordsProps): JSX.Element {
  return (
    <Field label={label} isOptional={isOptional}>
      <textarea
        rows={3}
        maxLength={500}
        value={value}
        placeholder={hint ?? ""}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

export function Suspend({ task, onClose }: OutcomeProps): JSX.Element {
  const { copy } = useSurroundings();
  const { deed } = useKeeping(task);
  const options = useOptions(task.reasons.suspend);
  const [reason, setReason] = useState("");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const asked = task.reasons.suspend.find((one) => one.value === reason)?.evidence;
  const submit = async () => {
    if (reason === "") return setWrong(copy.reasons.needWhy);
    const lacks = asked === "photo" ? task.recorded.photo === 0 : text.trim() === "";
    if (lacks) return setWrong(copy.reasons.evidence);
    if (await deed({ action: "suspend", reason, text: text.trim() })) onClose();
  };
  return (
    <Sheet title={copy.reasons.suspend} onClose={onClose}>
      <Pick label={copy.reasons.why} options={options} value={reason} onPick={setReason} />
      <Words
        label={copy.reasons.text}
        value={text}
        onInput={setText}
        isOptional={asked === "photo"}
      />
      <Wrong words={wrong} />
      <button type="button" class="main" onClick={() => void submit()}>
        <Icon name="pause" />
        {copy.reasons.submitSuspend}
      </button>
    </Sheet>
  );
}

export function GiveBack({ task, onClose }: OutcomeProps): JSX.Element {
  const { copy } = useSurroundings();
  const { deed } = useKeeping(task);
  const [why, setWhy] = useState("");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const submit = async () => {
    if (why === "") return setWrong(copy.reasons.needWhy);
    const reason = [why, text.trim()].filter((part) => part !== "").join("：");
    if (await deed({ action: "give_back", reason })) onClose();
  };
  return (
    <Sheet title={copy.reasons.give_back} onClose={onClose}>
      <Pick
        label={copy.reasons.why}
        options={copy.reasons.returns.map((each) => [each, each] as const)}
        value={why}
        onPick={setWhy}
      />
      <Words label={copy.reasons.text} value={text} onInput={setText} isOptional />
      <Wrong words={wrong} />
      <button type="button" class="main" onClick={() => void submit()}>
        <Icon name="back" />
        {copy.reasons.submitGiveBack}
      </button>
    </Sheet>
  );
}

export function Result({ task, onClose }: OutcomeProps): JSX.Element {
  const { copy } = useSurroundings();
  const { deed } = useKeeping(task);
  const words = copy.result;
  const lacking = missing(task);
  const results = useOptions(task.reasons.results);
  const causes = useOptions(task.reasons.causes);
  const [result, setResult] = useState("");
  const [cause, setCause] = useState("");
  const [whose, setWhose] = useState<Responsibility | "">("");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const submit = async () => {
    const isChosen = results.length === 0 || result !== "";
    if (!isChosen || text.trim() === "") return setWrong(words.need);
    const finished = await deed({
      action: "resolve",
      result_code: result || "done",
      cause_code: cause || null,
      responsibility: whose || null,
      text: text.trim(),
    });
    if (finished) onClose();
  };
  return (
    <Sheet title={words.title} onClose={onClose}>
      {lacking.length > 0 && (
        <p class="remark remark-warn" role="status">
          <Icon name="warn" />
          {copy.task.stillMissing(lacking.map((need) => copy.task.need[need]).join("、"))}
        </p>
      )}
      {results.length > 0 && (
        <Pick label={words.result} options={results} value={result} onPick={setResult} />
      )}
      {causes.length > 0 && (
        <Pick
          label={`${words.cause} ${copy.sheet.optional}`}
          options={causes}
          value={cause}
          onPick={(picked) => setCause(picked === cause ? "" : picked)}
        />
      )}
      <Pick
        label={`${words.responsibility} ${copy.sheet.optional}`}
        options={RESPONSIBILITIES.map((each) => [each, words.responsibilities[each]] as const)}
        value={whose}
        onPick={(picked) => setWhose(picked === whose ? "" : picked)}
      />
      <Words label={words.text} value={text} onInput={setText} hint={words.textHint} />
      <Wrong words={wrong} />
      <button type="button" class="main" onClick={() => void submit()}>
        <Icon name="check" />
        {words.submit}
      </button>
    </Sheet>
  );
}

export function Note({ task, onClose }: OutcomeProps): JSX.Element {
  const { copy } = useSurroundings();
  const { deed } = useKeeping(task);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const submit = async () => {
    if (text.trim() === "") return setWrong(copy.note.need);
    if (await deed({ action: "note", text: text.trim() })) onClose();
  };
  return (
    <Sheet title={copy.note.title} onClose={onClose}>
      <Words label={copy.note.text} value={text} onInput={setText} />
      <Wrong words={wrong} />
      <button type="button" class="main" onClick={() => void submit()}>
        <Icon name="pen" />
        {copy.note.submit}
      </button>
    </Sheet>
  );
}
