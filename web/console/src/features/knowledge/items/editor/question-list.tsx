/** Similar questions: Enter adds one, a paste adds many, each can be changed or taken out. */
import { CloseOutlined, EnterOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";

import { isComposing } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMarks } from "@/lib/told";

import { copy } from "./copy";
import { Field } from "./field";
import type { Form } from "./form";
import { addQuestions, LONGEST_QUESTION } from "./questions";

export function QuestionList({ form }: { form: Form }) {
  const text = useCopy(copy);
  const { content, write, lacks } = form;
  const { questions } = content;
  const put = (next: string[]): void => write("questions", next);
  return (
    <Field
      name="questions"
      label={text.questions}
      lack={lacks["questions"]}
      count={text.questionsCount(questions.length)}
    >
      <Adding questions={questions} onAdd={put} />
      <ul className="questions">
        {questions.map((question, index) => (
          <Line
            key={`${index}-${question}`}
            question={question}
            onChange={(next) =>
              put(
                next === ""
                  ? questions.filter((_, at) => at !== index)
                  : questions.map((one, at) => (at === index ? next : one)),
              )
            }
          />
        ))}
      </ul>
    </Field>
  );
}

function Adding({ questions, onAdd }: { questions: string[]; onAdd: (next: string[]) => void }) {
  const text = useCopy(copy);
  const marks = useMarks();
  const [typed, setTyped] = useState("");
  const [told, setTold] = useState("");
  function add(lines: string): void {
    const { questions: next, added, double, refused } = addQuestions(questions, lines);
    if (added > 0) onAdd(next);
    setTyped("");
    setTold(
      [
        ...(added > 1 ? [text.questionsAdded(added)] : []),
        ...(double > 0 ? [text.questionsDouble(double)] : []),
        ...(refused > 0 ? [text.questionsRefused(refused)] : []),
      ].join(marks.comma),
    );
  }
  return (
    <>
      <Input
        id="field-questions"
        placeholder={text.questionsHint}
        value={typed}
        maxLength={LONGEST_QUESTION}
        suffix={<EnterOutlined className="hl-quiet" />}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.ctrlKey || event.metaKey || isComposing(event)) return;
          event.preventDefault();
          if (typed.trim() !== "") add(typed);
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text");
          if (!/[\r\n]/.test(pasted.trim())) return;
          event.preventDefault();
          add(`${typed}${pasted}`);
        }}
      />
      {told === "" ? null : (
        <p className="hl-small hl-quiet" role="status">
          {told}
        </p>
      )}
    </>
  );
}

function Line({ question, onChange }: {
  question: string;
  onChange: (next: string) => void;
}) {
  const text = useCopy(copy);
  const [typed, setTyped] = useState<string | null>(null);
  const end = (): void => {
    if (typed !== null && typed.trim() !== question) onChange(typed.trim());
    setTyped(null);
  };
  return (
    <li>
      {typed === null ? (
        <button
          type="button"
          className="question-words"
          aria-label={text.questionEdit(question)}
          onClick={() => setTyped(question)}
        >
          {question}
        </button>
      ) : (
        <Input
          size="small"
          autoFocus
          value={typed}
          maxLength={LONGEST_QUESTION}
          aria-label={text.questionEdit(question)}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={end}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            if (event.key === "Enter") end();
            if (event.key === "Escape") setTyped(null);
          }}
        />
      )}
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={text.questionRemove(question)}
        onClick={() => onChange("")}
      />
    </li>
  );
}
