/** A macro before and after it runs: every step filled in, what is missing, what came of it. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import type { ConversationId, Macro, MacroRun, MacroPreview as Preview } from "@hearthline/api";
import { Bone, Key } from "@hearthline/ui";
import { Button, Input } from "antd";
import { useState } from "react";

import { useHotkeys } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { uuid } from "@/lib/uuid";
import { useSay } from "@/lib/words";

import { macroCopy } from "../copy-macros";
import { usePreview, useRunMacro } from "../queries-macros";
import { MacroStep } from "./macro-step";

export function MacroPreview({ conversationId, macro, onText, onBack }: {
  conversationId: ConversationId;
  macro: Macro;
  onText: (text: string) => void;
  onBack: () => void;
}) {
  const text = useCopy(macroCopy);
  const say = useSay();
  const [values, setValues] = useState<Record<string, string>>({});
  const [runId] = useState(uuid);
  const { data, error } = usePreview(conversationId, macro.id, values);
  const run = useRunMacro(conversationId, macro.id);
  const missing = [...new Set(data?.steps.flatMap((one) => one.missing) ?? [])];
  const result = run.data;
  const ready = data !== undefined && missing.length === 0 && !result?.is_complete;
  const go = () => {
    if (data && ready && !run.isPending) {
      run.mutate({ client_id: runId, stamp: data.stamp, values });
    }
  };
  useHotkeys([
    { on: "Ctrl+Enter", do: go },
    { on: "Escape", do: onBack },
  ]);
  return (
    <div className="cust-why macro-preview">
      <header className="cust-line">
        <Button type="text" size="small" icon={<ArrowLeftOutlined />} aria-label={text.back} onClick={onBack} />
        <strong className="hl-clip">{macro.title}</strong>
      </header>
      {error ? <p role="alert">{say(error)}</p> : null}
      {data ? <Steps shown={data} result={result} /> : <Bone width="80%" />}
      {missing.map((name) => (
        <label key={name} className="cust-line">
          {text.variables[name] ?? name}
          <Input
            size="small"
            placeholder={text.fill}
            maxLength={100}
            onBlur={(event) => setValues({ ...values, [name]: event.target.value.trim() })}
            onPressEnter={(event) =>
              setValues({ ...values, [name]: event.currentTarget.value.trim() })
            }
          />
        </label>
      ))}
      {run.error ? <p role="alert">{say(run.error)}</p> : null}
      <Foot
        result={result}
        ready={ready}
        pending={run.isPending}
        onGo={go}
        words={data ? wordsOf(data) : ""}
        onText={onText}
      />
    </div>
  );
}

function Steps({ shown, result }: { shown: Preview; result: MacroRun | undefined }) {
  return (
    <ol className="macro-steps">
      {shown.steps.map((one, index) => (
        <MacroStep
          key={`${index}${String(one.step["do"])}`}
          step={one.step}
          missing={one.missing}
          result={result?.steps[index]}
        />
      ))}
    </ol>
  );
}

function Foot({ result, ready, pending, words, onGo, onText }: {
  result: MacroRun | undefined;
  ready: boolean;
  pending: boolean;
  words: string;
  onGo: () => void;
  onText: (text: string) => void;
}) {
  const text = useCopy(macroCopy);
  const halted = result !== undefined && !result.is_complete;
  return (
    <footer className="cust-stack">
      <span className="hl-small hl-quiet" role="status">
        {result ? (halted ? text.halted : text.complete) : text.runHint}
      </span>
      <span className="cust-line">
        <Button type="primary" size="small" disabled={!ready} loading={pending} onClick={onGo}>
          {halted ? text.again : text.run}
        </Button>
        <Key>Ctrl Enter</Key>
        {words !== "" && !result ? (
          <Button type="link" size="small" className="cust-push" onClick={() => onText(words)}>
            {text.textOnly}
          </Button>
        ) : null}
      </span>
    </footer>
  );
}

/** The words for the customer, to be edited by hand instead. */
function wordsOf(shown: Preview): string {
  return shown.steps
    .filter(({ step }) => step["do"] === "say")
    .map(({ step }) => String(step["text"]))
    .join("\n");
}
