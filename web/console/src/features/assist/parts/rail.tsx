/** The steps of the situation: what is done, what comes next; a press shows the words for a step. */
import { CheckOutlined, MinusOutlined } from "@ant-design/icons";
import type { Sop, SopStep } from "@hearthline/api";
import { Button } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";

export function Rail({ sop, onText }: { sop: Sop; onText: (text: string) => void }) {
  const text = useCopy(copy);
  const [open, setOpen] = useState<string | null>(null);
  const done = sop.steps.filter(({ progress }) => progress === "done").length;
  return (
    <div className="sop">
      <h3 className="sop-title">
        {text.steps} · {sop.name}
        <span className="push hl-num hl-quiet">
          {done}/{sop.steps.length}
        </span>
      </h3>
      <ol className="sop-steps">
        {sop.steps.map((step) => (
          <Step
            key={step.id}
            step={step}
            isOpen={open === step.id}
            onPress={() => setOpen((now) => (now === step.id ? null : step.id))}
            onText={onText}
          />
        ))}
      </ol>
    </div>
  );
}

function Step({ step, isOpen, onPress, onText }: {
  step: SopStep;
  isOpen: boolean;
  onPress: () => void;
  onText: (text: string) => void;
}) {
  const text = useCopy(copy);
  const state = text.progress[step.progress] ?? step.progress;
  return (
    <li className="sop-step" data-progress={step.progress}>
      <button
        type="button"
        className="sop-press"
        aria-expanded={isOpen}
        aria-label={`${step.name} · ${state}`}
        aria-current={step.progress === "next" ? "step" : undefined}
        title={step.is_optional ? `${state} · ${text.optional}` : state}
        onClick={onPress}
      >
        <span className="sop-dot" aria-hidden>
          {step.progress === "done" ? <CheckOutlined /> : null}
          {step.progress === "skipped" || step.progress === "not_needed" ? <MinusOutlined /> : null}
        </span>
        <span>{step.name}</span>
      </button>
      {isOpen && step.text ? (
        <div className="sop-words">
          <blockquote className="now-card-words">{step.text}</blockquote>
          {step.missing.length > 0 ? (
            <p className="hl-small now-card-missing">{text.missing(step.missing.join("、"))}</p>
          ) : null}
          <Button size="small" onClick={() => onText(step.text)}>
            {text.use}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
