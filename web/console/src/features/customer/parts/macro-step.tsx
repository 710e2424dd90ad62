/** One step of a macro in words, and what came of it. */
import {
  CheckCircleFilled,
  CloseCircleFilled,
  MinusCircleOutlined,
} from "@ant-design/icons";
import type { MacroRun } from "@hearthline/api";

import { useCopy } from "@/lib/locale";

import { macroCopy } from "../copy-macros";

type Result = MacroRun["steps"][number];

const ICONS = {
  done: <CheckCircleFilled />,
  failed: <CloseCircleFilled />,
  waiting: <MinusCircleOutlined />,
} as const;

export function MacroStep({ step, missing, result }: {
  step: Record<string, unknown>;
  missing: readonly string[];
  result: Result | undefined;
}) {
  const text = useCopy(macroCopy);
  const kind = String(step["do"]);
  const names = missing.map((name) => text.variables[name] ?? name).join("、");
  return (
    <li className="macro-step" data-state={result?.state ?? "shown"}>
      <span className="cust-line">
        <strong>{text.kinds[kind] ?? kind}</strong>
        {missing.length > 0 ? <span className="macro-missing">{text.missing(names)}</span> : null}
        {result ? (
          <span className="macro-result cust-push">
            {ICONS[result.state]} {text.states[result.state]}
          </span>
        ) : null}
      </span>
      <span className="macro-words">{useWords(step)}</span>
      {result?.text ? <span className="hl-small hl-quiet">{result.text}</span> : null}
    </li>
  );
}

/** What the step says or chooses. */
function useWords(step: Record<string, unknown>): string {
  const text = useCopy(macroCopy);
  const said = (name: string): string => {
    const value = step[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  switch (step["do"]) {
    case "tag":
      return [said("code"), said("reason")].join("：");
    case "priority":
      return `P${said("priority")}`;
    case "promise":
      return `${said("text")}（${text.within(Number(step["within_minutes"]))}）`;
    case "ticket":
      return [said("type_code"), said("description")].join(" · ");
    case "wrap_up":
      return [said("code"), said("note")].filter(Boolean).join(" · ");
    case "transfer":
    case "resolve":
      return said("note");
    default:
      return said("text").replaceAll("{ticket_no}", `〔${text.later}〕`);
  }
}
