import type { ReadingFacts } from "@hearthline/api/field";
import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useKeeping, useSurroundings } from "../context";
import type { Seen } from "../sync/task";
import { Icon } from "./icons";
import { Field, Sheet, Wrong } from "./sheet";

interface Point {
  readonly room: string;
  readonly temperature: string;
  readonly height: string;
}

const MOST_POINTS = 12;
const DOORS_SHUT_MIN = 60;
const INSTRUMENT_KEPT_AS = "hearthline.field.instrument";

/** A number as people type it: comma or point, wide or narrow; null when it is none. */
export function numberOf(text: string): number | null {
  const plain = text.normalize("NFKC").trim().replace(/[,。]/g, ".");
  const value = Number(plain);
  return plain === "" || !Number.isFinite(value) ? null : value;
}

export function Reading({ task, onClose }: { task: Seen; onClose: () => void }): JSX.Element {
  const { copy } = useSurroundings();
  const { record } = useKeeping(task);
  const words = copy.reading;
  const [points, setPoints] = useState<readonly Point[]>([
    { room: words.rooms[0] ?? "", temperature: "", height: "1.4" },
  ]);
  const [instrument, setInstrument] = useState(localStorage.getItem(INSTRUMENT_KEPT_AS) ?? "");
  const [doors, setDoors] = useState("");
  const [outdoor, setOutdoor] = useState("");
  const [note, setNote] = useState("");
  const [confirms, setConfirms] = useState(false);
  const [agrees, setAgrees] = useState(false);
  const [wrong, setWrong] = useState("");

  const change = (index: number, part: Partial<Point>) =>
    setPoints(points.map((each, at) => (at === index ? Object.assign({}, each, part) : each)));
  const facts = (): ReadingFacts | string => {
    const measured = points.map((each) => ({
      room: each.room.trim(),
      temperature_c: numberOf(each.temperature),
      height_m: numberOf(each.height),
    }));
    if (measured.some((each) => each.room === "")) return words.needPoint;
    const whole = measured.flatMap(({ temperature_c: celsius, ...rest }) =>
      celsius === null || celsius < -40 || celsius > 120
        ? []
        : [{ ...rest, temperature_c: Math.round(celsius * 10) / 10 }],
    );
    if (whole.length < measured.length) return words.badNumber;
    if (instrument.trim() === "") return words.needInstrument;
    if (!confirms) return words.needWorker;
    return {
      instrument_no: instrument.trim(),
      points: whole,
      doors_shut_min: numberOf(doors),
      outdoor_c: numberOf(outdoor),
      worker_confirms: true,
      customer_agrees: agrees,
      note: note.trim(),
    };
  };
  const submit = async () => {
    const made = facts();
    if (typeof made === "string") return setWrong(made);
    localStorage.setItem(INSTRUMENT_KEPT_AS, made.instrument_no);
    if (await record({ record: { kind: "reading", facts: made } })) onClose();
  };
  const isShort = doors !== "" && (numberOf(doors) ?? 0) < DOORS_SHUT_MIN;
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p class="remark">
        <Icon name="heat" />
        {words.lead}
      </p>
      {points.map((point, index) => (
        <fieldset class="point" key={index}>
          <legend>{words.point(index + 1)}</legend>
          <Field label={words.room}>
            <input
              value={point.room}
              list="rooms"
              maxLength={40}
              onInput={(event) => change(index, { room: event.currentTarget.value })}
            />
          </Field>
          <Field label={words.temperature}>
            <input
              class="figure"
              inputMode="decimal"
              value={point.temperature}
              onInput={(event) => change(index, { temperature: event.currentTarget.value })}
            />
          </Field>
          <Field label={words.height}>
            <input
              class="figure"
              inputMode="decimal"
              value={point.height}
              onInput={(event) => change(index, { height: event.currentTarget.value })}
            />
          </Field>
          {points.length > 1 && (
            <button
              type="button"
              class="quiet"
              onClick={() => setPoints(points.filter((_, at) => at !== index))}
            >
              {words.drop}
            </button>
          )}
        </fieldset>
      ))}
      <datalist id="rooms">
        {words.rooms.map((room) => (
          <option key={room}>{room}</option>
        ))}
      </datalist>
      <p class="hint">{words.pointHint}</p>
      {points.length < MOST_POINTS && (
        <button
          type="button"
          class="second"
          onClick={() => setPoints([...points, { room: "", temperature: "", height: "1.4" }])}
        >
          {words.add}
        </button>
      )}
      <Field label={words.instrument}>
        <input
          value={instrument}
          maxLength={40}
          onInput={(event) => setInstrument(event.currentTarget.value)}
        />
      </Field>
      <div class="pair">
        <Field label={words.doors} isOptional>
          <input
            class="figure"
            inputMode="numeric"
            value={doors}
            onInput={(event) => setDoors(event.currentTarget.value.replace(/\D/g, "").slice(0, 4))}
          />
        </Field>
        <Field label={words.outdoor} isOptional>
          <input
            class="figure"
            inputMode="text"
            value={outdoor}
            onInput={(event) => setOutdoor(event.currentTarget.value)}
          />
        </Field>
      </div>
      {isShort && <p class="hint hint-warn">{words.doorsShort}</p>}
      <Field label={words.note} isOptional>
        <input
          value={note}
          maxLength={200}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
      <Confirm words={words.worker} value={confirms} onChange={setConfirms} />
      <Confirm words={words.customer} value={agrees} onChange={setAgrees} />
      <Wrong words={wrong} />
      <button type="button" class="main" onClick={() => void submit()}>
        <Icon name="heat" />
        {words.submit}
      </button>
    </Sheet>
  );
}

interface ConfirmProps {
  readonly words: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

function Confirm({ words, value, onChange }: ConfirmProps): JSX.Element {
  return (
    <label class="confirm">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{words}</span>
    </label>
  );
}
