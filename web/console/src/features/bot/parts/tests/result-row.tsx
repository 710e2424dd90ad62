/** One test: whether it passed, where it stands, and what was said in it. */
import { CheckCircleOutlined, CloseCircleFilled, RightOutlined } from "@ant-design/icons";
import type { PlayedTest } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { useState } from "react";

import { useCopy } from "@/lib/locale";

import { testsCopy } from "../../copy-tests";
import { Faults } from "../faults";

export function ResultRow({ test, isOpenFirst }: { test: PlayedTest; isOpenFirst: boolean }) {
  const text = useCopy(testsCopy);
  const [isOpen, setOpen] = useState(isOpenFirst);
  return (
    <article className="tests-result" data-passed={test.passed}>
      <button
        type="button"
        className="tests-result-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <RightOutlined className="tests-turn" rotate={isOpen ? 90 : 0} />
        {test.passed ? (
          <Mark tone="good">
            <CheckCircleOutlined /> {text.pass}
          </Mark>
        ) : (
          <Mark tone="danger">
            <CloseCircleFilled /> {text.fail}
          </Mark>
        )}
        <span className="hl-clip">{test.name}</span>
        <span className="bot-code hl-quiet">
          {test.file}:{test.line}
        </span>
      </button>
      {isOpen ? <Played test={test} /> : null}
    </article>
  );
}

/** A fault stands on a line of the turn that it belongs to, before the next turn begins. */
export function isWrong({ turns, faults }: PlayedTest, index: number): boolean {
  const from = turns[index]?.line ?? 0;
  const to = turns[index + 1]?.line ?? Infinity;
  return faults.some(({ line }) => line >= from && line < to);
}

function Played({ test }: { test: PlayedTest }) {
  const text = useCopy(testsCopy);
  return (
    <div className="tests-played">
      {test.faults.length > 0 ? <Faults faults={test.faults} /> : null}
      <ol className="tests-turns">
        {test.turns.map((turn, index) => (
          <li key={index} data-wrong={isWrong(test, index)}>
            <span className="bot-code hl-quiet hl-num">{turn.line}</span>
            <div>
              <p>
                <span className="hl-small hl-quiet">{text.customer}</span> {turn.user}
              </p>
              {turn.said.map((said, at) => (
                <p key={at} className="tests-said">
                  <span className="hl-small hl-quiet">{text.bot}</span> {said}
                </p>
              ))}
              {turn.calls.length > 0 ? (
                <p className="bot-code hl-quiet">
                  {text.calls} {turn.calls.join(" · ")}
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
