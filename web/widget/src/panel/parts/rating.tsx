import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useSurroundings } from "./context";
import { Icon } from "./icons";

const SCORES = [1, 2, 3, 4, 5];

function Scores(props: { score: number; pick: (score: number) => void }): JSX.Element {
  const { copy } = useSurroundings();
  return (
    <div class="scores" role="radiogroup" aria-label={copy.rating.score}>
      {SCORES.map((each) => (
        <label key={each} class={each === props.score ? "score score-picked" : "score"}>
          <input
            type="radio"
            name="hearthline-score"
            checked={each === props.score}
            onChange={() => props.pick(each)}
          />
          <b>{each}</b>
          <span>{copy.rating.scores[each - 1]}</span>
        </label>
      ))}
    </div>
  );
}

function Solved(props: { solved: boolean | null; pick: (solved: boolean | null) => void }) {
  const { copy } = useSurroundings();
  const chip = (value: boolean, label: string) => (
    <button
      type="button"
      class={props.solved === value ? "chip chip-picked" : "chip"}
      aria-pressed={props.solved === value}
      onClick={() => props.pick(props.solved === value ? null : value)}
    >
      {props.solved === value && <Icon name="check" />}
      {label}
    </button>
  );
  return (
    <div class="solved">
      <span>{copy.rating.solved}</span>
      {chip(true, copy.rating.yes)}
      {chip(false, copy.rating.no)}
    </div>
  );
}

/** Score, solved or not, a word more; changeable as long as the server takes it. */
export function RatingCard(props: { dismiss: () => void }): JSX.Element {
  const { chat, copy, state } = useSurroundings();
  const given = state.rating;
  const [isChanging, setChanging] = useState(false);
  const [score, setScore] = useState(given?.score ?? 0);
  const [solved, setSolved] = useState<boolean | null>(given?.solved ?? null);
  const [comment, setComment] = useState(given?.comment ?? "");
  const [isBusy, setBusy] = useState(false);
  if (given !== null && !isChanging) {
    return (
      <div class="rating rating-done" role="status">
        <Icon name="check" />
        {copy.rating.thanks(given.score)}
        <button type="button" class="link" onClick={() => setChanging(true)}>
          {copy.rating.change}
        </button>
      </div>
    );
  }
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    await chat.deeds.rate({ score, solved, comment: comment.trim() });
    setBusy(false);
    setChanging(false);
  };
  return (
    <form class="rating" aria-label={copy.rating.title} onSubmit={(event) => void submit(event)}>
      <h3>{copy.rating.title}</h3>
      <Scores score={score} pick={setScore} />
      {score > 0 && (
        <>
          <Solved solved={solved} pick={setSolved} />
          <textarea
            rows={2}
            maxLength={500}
            value={comment}
            placeholder={copy.rating.comment}
            aria-label={copy.rating.comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        </>
      )}
      <div class="rating-foot">
        <button type="button" class="link link-quiet" onClick={props.dismiss}>
          {copy.rating.later}
        </button>
        <button type="submit" class="primary" disabled={score === 0 || isBusy}>
          {copy.rating.submit}
        </button>
      </div>
    </form>
  );
}
