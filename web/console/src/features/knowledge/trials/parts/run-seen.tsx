/** A run beside the one before: its verdict, figures with their meaning, and what was not answered well. */
import { InfoCircleOutlined } from "@ant-design/icons";
import type { TrialMiss, TrialRun } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";
import { Tooltip } from "antd";

import { useCopy } from "@/lib/locale";
import { percent, useMarks } from "@/lib/told";

import { copy } from "../copy";
import { setsCopy } from "../copy-sets";
import { type Change, changeOf, FIGURES } from "../figures";
import { BAND_TONES } from "./hit-seen";

const TONES: Record<Change, Tone> = { better: "good", worse: "danger", same: "plain" };
const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? "—" : percent(value, 1);

export function RunFigures({ run, before }: { run: TrialRun; before: TrialRun | undefined }) {
  const text = useCopy(setsCopy);
  const marks = useMarks();
  const { passes, against } = run.verdict;
  return (
    <section className="kb-section">
      <p role="status" className="kb-marks">
        <Mark tone={passes ? "good" : "danger"}>{passes ? text.passes : text.fails}</Mark>
        {against.map((name) => text.against[name] ?? name).join(marks.list)}
      </p>
      <table className="trial-table">
        <thead>
          <tr>
            <th scope="col">{text.figure}</th>
            <th scope="col">{text.last}</th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.changed}</th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((name) => {
            const change = changeOf(name, run.figures, before?.figures);
            return (
              <tr key={name}>
                <th scope="row">
                  {text.figures[name]}{" "}
                  <Tooltip title={text.meanings[name]} trigger={["hover", "focus", "click"]}>
                    <button
                      type="button"
                      className="trial-info"
                      aria-label={`${text.meaning(text.figures[name])}${marks.colon}${text.meanings[name]}`}
                    >
                      <InfoCircleOutlined />
                    </button>
                  </Tooltip>
                </th>
                <td className="hl-num">
                  <strong>{share(run.figures[name])}</strong>
                </td>
                <td className="hl-num hl-quiet">{share(before?.figures[name])}</td>
                <td>{change === null ? null : <Mark tone={TONES[change]}>{text.change[change]}</Mark>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

export function RunMisses({ run }: { run: TrialRun }) {
  const text = useCopy(setsCopy);
  return (
    <section className="kb-section">
      <h3>{run.misses.length === 0 ? text.noMisses : text.misses(run.misses.length)}</h3>
      <ul className="kb-plain">
        {run.misses.map((miss) => (
          <Miss key={miss.question} miss={miss} />
        ))}
      </ul>
    </section>
  );
}

function Miss({ miss }: { miss: TrialMiss }) {
  const text = useCopy(setsCopy);
  const { bands, bandHints } = useCopy(copy);
  const marks = useMarks();
  return (
    <li className="trial-miss">
      <span className="kb-marks">
        {miss.question}
        <Mark tone={BAND_TONES[miss.band]} title={bandHints[miss.band]}>
          {bands[miss.band]} {percent(miss.score)}
        </Mark>
      </span>
      <span className="hl-small hl-quiet">
        {text.wanted} {miss.expected.join(marks.list) || text.nothingWanted}
        {" · "}
        {text.got} {miss.found[0] ?? text.nothing}
      </span>
    </li>
  );
}
