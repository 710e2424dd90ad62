/** Two versions side by side: what differs is marked in place, by sign and colour. */
import "./diff.css";

import type { Difference, DifferenceLine } from "@hearthline/api";
import { useId } from "react";

import { useCopy } from "@/lib/locale";

import { type Field, itemCopy } from "../copy";
import { diffCopy } from "./copy";
import { toldValue } from "./told";

export function Differences({ fields, before, after }: {
  fields: Difference[];
  /** What stands above the two sides. */
  before: React.ReactNode;
  after: React.ReactNode;
}) {
  const text = useCopy(diffCopy);
  if (fields.length === 0) return <p className="hl-quiet">{text.none}</p>;
  return (
    <div className="diff">
      <div className="diff-sides hl-small hl-quiet">
        <span>{before}</span>
        <span>{after}</span>
      </div>
      {fields.map((difference) => (
        <FieldDifference key={difference.field} difference={difference} />
      ))}
    </div>
  );
}

function FieldDifference({ difference }: { difference: Difference }) {
  const words = useCopy(itemCopy);
  const title = useId();
  const { field, kind, lines } = difference;
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>{words.fields[field as Field] ?? field}</h3>
      {kind === "text" ? lines.map((line, at) => <Line key={`${at}-${line.op}`} line={line} />) : null}
      {kind === "list" ? <Members difference={difference} /> : null}
      {kind === "value" ? <Values difference={difference} /> : null}
    </section>
  );
}

/** A line of a text: its left side as it was, its right as it is. */
function Line({ line }: { line: DifferenceLine }) {
  const { op, before, after, parts } = line;
  const isPlain = parts.length === 0;
  return (
    <div className="diff-row" data-op={op}>
      <p data-side="before" data-changed={op !== "same" && before !== null}>
        {isPlain ? <Whole text={before} op={op === "same" ? null : "removed"} /> : <Side line={line} skip="added" />}
      </p>
      <p data-side="after" data-changed={op !== "same" && after !== null}>
        {isPlain ? <Whole text={after} op={op === "same" ? null : "added"} /> : <Side line={line} skip="removed" />}
      </p>
    </div>
  );
}

function Whole({ text, op }: { text: string | null; op: "removed" | "added" | null }) {
  if (text === null) return null;
  if (op === "removed") return <del>{text}</del>;
  return op === "added" ? <ins>{text}</ins> : text;
}

function Side({ line, skip }: { line: DifferenceLine; skip: "removed" | "added" }) {
  return line.parts
    .filter(({ op }) => op !== skip)
    .map(({ op, text }, at) => (
      <Whole key={`${at}-${op}`} text={text} op={op === "same" ? null : op} />
    ));
}

const keyOf = (one: unknown): string => JSON.stringify(one);

function Members({ difference }: { difference: Difference }) {
  const words = useCopy(itemCopy);
  const { field, before, after, removed, added } = difference;
  const gone = new Set(removed.map(keyOf));
  const fresh = new Set(added.map(keyOf));
  const list = (all: unknown, marked: Set<string>, op: "removed" | "added") => (
    <ul data-side={op === "removed" ? "before" : "after"}>
      {(Array.isArray(all) ? all : []).map((one) => (
        <li key={keyOf(one)} data-changed={marked.has(keyOf(one))}>
          <Whole text={toldValue(field, one, words)} op={marked.has(keyOf(one)) ? op : null} />
        </li>
      ))}
    </ul>
  );
  return (
    <div className="diff-row">
      {list(before, gone, "removed")}
      {list(after, fresh, "added")}
    </div>
  );
}

const isBlank = (value: unknown): boolean => value === null || value === "";

function Values({ difference }: { difference: Difference }) {
  const words = useCopy(itemCopy);
  const { field, before, after } = difference;
  return (
    <div className="diff-row">
      <p data-side="before" data-changed={!isBlank(before)}>
        <Whole text={toldValue(field, before, words)} op={isBlank(before) ? null : "removed"} />
      </p>
      <p data-side="after" data-changed={!isBlank(after)}>
        <Whole text={toldValue(field, after, words)} op={isBlank(after) ? null : "added"} />
      </p>
    </div>
  );
}
