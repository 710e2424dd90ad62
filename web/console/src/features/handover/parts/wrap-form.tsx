/** The form of a wrap-up: code, note, solved or not, what is to follow, the drafted summary. */
import type { SummaryName, WrapUp, WrapUpWords } from "@hearthline/api";
import { Input, Segmented } from "antd";
import dayjs from "dayjs";
import { useState } from "react";

import { useDeskSettings } from "@/lib/desk-settings";
import { useCopy } from "@/lib/locale";
import { uuid } from "@/lib/uuid";

import { copy } from "../copy";
import { promiseOf, type Promising, UNTOUCHED } from "../promising";
import { CodePicker } from "./code-picker";
import { WrapToDo } from "./wrap-to-do";

export interface Filling {
  words: WrapUpWords;
  change: (words: Partial<WrapUpWords>) => void;
  /** What is promised to the customer, as far as the agent has touched it. */
  promise: Promising;
  promised: (more: Partial<Promising>) => void;
  /** By when the drafted 待办 was promised. */
  draftDue: string | null;
  /** What is sent: the words, and the promise that comes of them. */
  sent: () => WrapUpWords;
  /** Says whether it may be sent, and shows what is missing. */
  check: () => boolean;
  wrong: boolean;
}

const isEmpty = (summary: WrapUp["summary"] | undefined): boolean =>
  summary === undefined || Object.keys(summary).length === 0;

export function useFilling(
  kept: WrapUp | null,
  draft: NonNullable<WrapUpWords["summary"]>,
  draftDue: string | null,
): Filling {
  const { data } = useDeskSettings();
  const [mine, setMine] = useState<WrapUpWords>({});
  const [wrong, setWrong] = useState(false);
  const [promise, setPromise] = useState<Promising>(UNTOUCHED);
  // Pressed again after a lost answer, it is still the same promise.
  const [clientId] = useState(uuid);
  const words: WrapUpWords = {
    code: mine.code ?? kept?.code ?? null,
    note: mine.note ?? kept?.note ?? "",
    solved: mine.solved ?? kept?.solved ?? null,
    follow_up: mine.follow_up ?? kept?.follow_up ?? "",
    summary: mine.summary ?? (isEmpty(kept?.summary) ? draft : kept?.summary) ?? null,
  };
  return {
    words,
    wrong,
    promise,
    draftDue,
    promised: (more) => setPromise((before) => ({ ...before, ...more })),
    sent: () => ({ ...words, ...promiseOf(words, promise, { clientId, draftDue, now: dayjs() }) }),
    change: (more) => {
      setWrong(false);
      setMine((before) => ({ ...before, ...more }));
    },
    check: () => {
      const missing = data?.wrap_up_required === true && words.code === null;
      setWrong(missing);
      return !missing;
    },
  };
}

const PARTS: SummaryName[] = ["request", "handling", "result", "todo", "emotion"];

export function WrapForm({ filling, onSend }: { filling: Filling; onSend: () => void }) {
  const { wrap: text } = useCopy(copy);
  const { data } = useDeskSettings();
  const { words, change, wrong } = filling;
  function press(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.key !== "Enter") return;
    if (!(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSend();
  }
  return (
    <div className="wrap-form" onKeyDown={press} role="presentation">
      <CodePicker
        groups={data?.groups ?? []}
        value={words.code ?? null}
        onChange={(code) => change({ code })}
        wrong={wrong}
      />
      {wrong ? <p className="handover-wrong hl-small">{text.needed}</p> : null}
      <Segmented<string>
        block
        value={words.solved === null || words.solved === undefined ? "" : String(words.solved)}
        onChange={(value) => change({ solved: value === "true" })}
        options={[
          { value: "true", label: text.solved },
          { value: "false", label: text.unsolved },
        ]}
      />
      <Drafted filling={filling} />
      <Input.TextArea
        aria-label={text.note}
        placeholder={text.note}
        autoSize={{ minRows: 2, maxRows: 5 }}
        maxLength={2000}
        value={words.note ?? ""}
        onChange={(event) => change({ note: event.target.value })}
      />
      <WrapToDo filling={filling} />
    </div>
  );
}

/** What was drafted from the conversation, part by part, with the messages it rests on. */
function Drafted({ filling: { words, change } }: { filling: Filling }) {
  const { wrap: text } = useCopy(copy);
  const summary = words.summary;
  if (!summary || Object.keys(summary).length === 0) return null;
  return (
    <fieldset className="wrap-parts">
      <legend className="hl-small hl-quiet">{text.drafted}</legend>
      {PARTS.filter((name) => summary[name] !== undefined).map((name) => (
        <label key={name} title={text.rests((summary[name]?.seqs ?? []).join("、"))}>
          <span className="hl-small hl-quiet">{text.summary[name]}</span>
          <Input
            value={summary[name]?.text ?? ""}
            onChange={(event) =>
              change({
                summary: {
                  ...summary,
                  [name]: { text: event.target.value, seqs: summary[name]?.seqs ?? [] },
                },
              })
            }
          />
        </label>
      ))}
    </fieldset>
  );
}
