/** The intents with their likelihood, and teaching the sentence with one press. */
import { MinusCircleOutlined, PlusCircleOutlined } from "@ant-design/icons";
import type { Tried } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button, Tooltip } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { percent, useMarks, useTold } from "@/lib/told";

import { tryCopy } from "../../copy-try";
import { type ChosenIntent, IntentSelect } from "../intent-select";
import { useTeach } from "../use-teach";
import { Reason } from "./reason";

const LONGEST_EXAMPLE = 200;
type Guess = Tried["reading"]["ranked"][number];

export function Intents({ said, tried: { reading } }: { said: string; tried: Tried }) {
  const text = useCopy(tryCopy);
  const may = useMay();
  const marks = useMarks();
  const { teach, isPending } = useTeach();
  const mayTeach = may("bot.manage") && said.length <= LONGEST_EXAMPLE;
  const share = percent(reading.scope);
  return (
    <Reason
      title={text.intents}
      beside={
        <>
          <Mark tone={reading.in_scope ? "good" : "warn"}>
            {reading.in_scope ? text.inScope(share) : text.outOfScope(share)}
          </Mark>
          {reading.ambiguous.length > 0 ? <Mark tone="info">{text.ambiguous}</Mark> : null}
        </>
      }
    >
      <ol className="trial-guesses">
        {reading.ranked.map((guess, index) => (
          <GuessRow
            key={guess.intent}
            guess={guess}
            isBest={index === 0}
            isAsked={reading.ambiguous.includes(guess.intent)}
            isPending={isPending}
            onTeach={mayTeach ? (chosen, kind) => teach(said, chosen, kind) : null}
          />
        ))}
      </ol>
      <p className="hl-small hl-quiet">
        {text.margin(percent(reading.margin))}
        {reading.nearest ? (
          <>
            <br />
            {text.nearest}
            {marks.colon}
            {reading.nearest}
          </>
        ) : null}
      </p>
      {mayTeach ? (
        <IntentSelect
          value={null}
          placeholder={text.teachOther}
          onChoose={(chosen) => chosen && teach(said, chosen, "example")}
        />
      ) : null}
    </Reason>
  );
}

function GuessRow({ guess, isBest, isAsked, isPending, onTeach }: {
  guess: Guess;
  isBest: boolean;
  isAsked: boolean;
  isPending: boolean;
  onTeach: ((intent: ChosenIntent, kind: "example" | "counter") => void) | null;
}) {
  const text = useCopy(tryCopy);
  const told = useTold();
  const name = told(guess.name);
  const domain = guess.domains.length === 1 ? (guess.domains[0] ?? null) : null;
  const chosen = { intent: guess.intent, domain, name };
  return (
    <li>
      <span className="trial-guess-name">
        <span className="hl-clip" title={`${guess.intent} · ${guess.domains.join(", ")}`}>
          {isBest ? <strong>{name}</strong> : name}{" "}
          <span className="bot-code hl-quiet">{guess.intent}</span>
        </span>
        {isAsked ? <Mark tone="info">?</Mark> : null}
      </span>
      <span className="hl-num">{percent(guess.confidence, 1)}</span>
      {onTeach ? (
        <span className="trial-teach">
          <Teach
            label={text.teach}
            hint={text.teachHint}
            icon={<PlusCircleOutlined />}
            disabled={isPending}
            onPress={() => onTeach(chosen, "example")}
          />
          <Teach
            label={text.counter}
            hint={text.counterHint}
            icon={<MinusCircleOutlined />}
            disabled={isPending}
            onPress={() => onTeach(chosen, "counter")}
          />
        </span>
      ) : null}
      <span className="bot-meter" data-tone={isBest ? "best" : "plain"}>
        <span style={{ width: percent(guess.confidence, 1) }} />
      </span>
    </li>
  );
}

function Teach({ label, hint, icon, disabled, onPress }: {
  label: string;
  hint: string;
  icon: React.ReactNode;
  disabled: boolean;
  onPress: () => void;
}) {
  const marks = useMarks();
  return (
    <Tooltip title={`${label}${marks.colon}${hint}`}>
      <Button
        type="text"
        size="small"
        icon={icon}
        aria-label={label}
        disabled={disabled}
        onClick={onPress}
      />
    </Tooltip>
  );
}
