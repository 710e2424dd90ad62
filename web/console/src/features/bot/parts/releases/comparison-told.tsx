/** What differs between two releases: figures, tests, intents, utterances, contents. */
import type { Comparison } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import type { ReactNode } from "react";

import { useCopy } from "@/lib/locale";

import { compareCopy } from "../../copy-compare";
import { accuracy } from "../../words";
import { ComparedIntents } from "./compared-intents";
import { brief } from "./standing";
import { Went } from "./went";

export function ComparisonTold({ comparison }: { comparison: Comparison }) {
  const text = useCopy(compareCopy);
  return (
    <>
      <Sums comparison={comparison} />
      <Changes changes={comparison.changes} />
      <section className="releases-block">
        <h2>{text.differentTests}</h2>
        {comparison.tests.length === 0 ? <p className="hl-quiet">{text.noTests}</p> : null}
        <Tests tests={comparison.tests.toSorted((a, b) => weightOf(a) - weightOf(b))} />
      </section>
      <ComparedIntents intents={comparison.intents} />
      <section className="releases-block">
        <h2>{text.texts}</h2>
        {comparison.texts.length === 0 ? <p className="hl-quiet">{text.noTexts}</p> : null}
        <Texts texts={comparison.texts} />
      </section>
    </>
  );
}

const signed = (n: number, digits = 0): string => `${n > 0 ? "+" : ""}${n.toFixed(digits)}`;

function Sums({ comparison: { left, right } }: { comparison: Comparison }) {
  const text = useCopy(compareCopy);
  const [before, after] = [left.utterances, right.utterances];
  const points = ((after.accuracy ?? 0) - (before.accuracy ?? 0)) * 100;
  const failed = right.tests_failed - left.tests_failed;
  const wrong = after.wrong_direct - before.wrong_direct;
  const refused = after.refused_known - before.refused_known;
  const passed = (side: Comparison["left"]): string =>
    text.passed(side.tests_passed, side.tests_passed + side.tests_failed);
  return (
    <table className="releases-sums">
      <thead>
        <tr>
          <th scope="col">
            <span className="hl-hidden">{text.figure}</span>
          </th>
          <th scope="col">
            {text.left} <span className="bot-code hl-quiet">{brief(left.release_id)}</span>
          </th>
          <th scope="col">
            {text.right} <span className="bot-code hl-quiet">{brief(right.release_id)}</span>
          </th>
          <th scope="col">{text.change}</th>
        </tr>
      </thead>
      <tbody>
        <Sum name={text.tests} left={passed(left)} right={passed(right)}>
          <Went by={failed} told={signed(failed)} isGood={failed < 0} />
        </Sum>
        <Sum name={text.read} left={accuracy(before.accuracy)} right={accuracy(after.accuracy)}>
          <Went by={points} told={signed(points, 1)} isGood={points > 0} />
        </Sum>
        <Sum name={text.wrongDirect} left={String(before.wrong_direct)} right={String(after.wrong_direct)}>
          <Went by={wrong} told={signed(wrong)} isGood={wrong < 0} />
        </Sum>
        <Sum name={text.refusedKnown} left={String(before.refused_known)} right={String(after.refused_known)}>
          <Went by={refused} told={signed(refused)} isGood={refused < 0} />
        </Sum>
      </tbody>
    </table>
  );
}

function Sum({ name, left, right, children }: {
  name: string;
  left: string;
  right: string;
  children: ReactNode;
}) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="hl-num">{left}</td>
      <td className="hl-num">{right}</td>
      <td>{children}</td>
    </tr>
  );
}

const PARTS = ["flows", "intents", "articles", "responses", "slots"] as const;
const KINDS = ["added", "removed", "changed"] as const;
const NAMED = 12;

function Changes({ changes }: { changes: Comparison["changes"] }) {
  const text = useCopy(compareCopy);
  const rows = PARTS.flatMap((part) =>
    KINDS.flatMap((kind) => {
      const names = changes[part]?.[kind] ?? [];
      return names.length > 0 ? [{ part, kind, names }] : [];
    }),
  );
  return (
    <section className="releases-block">
      <h2>{text.changes}</h2>
      {rows.length === 0 ? <p className="hl-quiet">{text.noChanges}</p> : null}
      <ul className="releases-changes">
        {rows.map(({ part, kind, names }) => (
          <li key={`${part} ${kind}`}>
            <span>
              {text.parts[part]} <Mark>{text.kinds[kind]}</Mark>
            </span>
            <span className="hl-num">{names.length}</span>
            <span className="bot-code" title={names.join("\n")}>
              {names.slice(0, NAMED).join(" · ")}
              {names.length > NAMED ? ` ${text.more(names.length - NAMED)}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What went from one outcome to another stands before what came or went, and failures first. */
function weightOf({ left, right }: Comparison["tests"][number]): number {
  const isNew = left === "absent" || right === "absent";
  return (isNew ? 2 : 0) + (right === "failed" ? 0 : 1);
}

const TONES = { passed: "good", failed: "danger", absent: "plain" } as const;

function Tests({ tests }: { tests: Comparison["tests"] }) {
  const text = useCopy(compareCopy);
  return (
    <ul className="releases-lines">
      {tests.map((test) => (
        <li key={`${test.file} ${test.name}`}>
          <span className="hl-clip">{test.name}</span>
          <span className="bot-code hl-quiet hl-clip">{test.file}</span>
          <span>
            <Mark tone={TONES[test.left]}>{text.outcomes[test.left]}</Mark> →{" "}
            <Mark tone={TONES[test.right]}>{text.outcomes[test.right]}</Mark>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Texts({ texts }: { texts: Comparison["texts"] }) {
  const text = useCopy(compareCopy);
  const told = (isRight: boolean): string => (isRight ? text.right2 : text.wrong2);
  return (
    <ul className="releases-lines">
      {texts.map((one) => (
        <li key={`${one.domain} ${one.text}`}>
          <span>{one.text}</span>
          <span className="bot-code hl-quiet">
            {text.meant} {one.intent}
          </span>
          <span className="bot-code">
            <Mark tone={one.is_right_left ? "good" : "danger"}>
              {one.left} {told(one.is_right_left)}
            </Mark>{" "}
            →{" "}
            <Mark tone={one.is_right_right ? "good" : "danger"}>
              {one.right} {told(one.is_right_right)}
            </Mark>
          </span>
        </li>
      ))}
    </ul>
  );
}
