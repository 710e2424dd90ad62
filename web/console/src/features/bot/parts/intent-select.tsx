/** Choosing an intent by its name, its id or its number in the catalogue. */
import type { IntentRow } from "@hearthline/api";
import { Select } from "antd";

import { type Told, useTold } from "@/lib/told";

import { useIntents } from "../queries";

export interface ChosenIntent {
  intent: string;
  /** Null: the intent of that name of every trade. */
  domain: string | null;
  name: string;
}

interface Choice {
  value: string;
  label: string;
  seek: string;
  chosen: ChosenIntent;
}

/** One entry for each intent; same-named ones of several trades are one, as for the classifier. */
export function choicesOf(intents: readonly IntentRow[], told: Told): Choice[] {
  const found = new Map<string, IntentRow[]>();
  for (const intent of intents) found.set(intent.id, [...(found.get(intent.id) ?? []), intent]);
  return [...found.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const name = told(first.name);
    return {
      value: first.id,
      label: name,
      seek: [name, first.id, ...same.map(({ catalogue }) => catalogue)].join(" ").toLowerCase(),
      chosen: { intent: first.id, domain: same.length > 1 ? null : first.domain, name },
    };
  });
}

function shownOf({ data: { label, value } }: { data: Choice }) {
  return (
    <>
      {label} <span className="bot-code hl-quiet">{value}</span>
    </>
  );
}

export function IntentSelect({ value, placeholder, label, onChoose, allowClear = false }: {
  value: string | null;
  placeholder: string;
  label?: string;
  onChoose: (chosen: ChosenIntent | null) => void;
  allowClear?: boolean;
}) {
  const told = useTold();
  const { data = [], isPending } = useIntents(null);
  const choices = choicesOf(data, told);
  return (
    <Select<string | null, Choice>
      showSearch={{ filterOption: (typed, option) => option?.seek.includes(typed.trim().toLowerCase()) ?? false }}
      allowClear={allowClear}
      className="bot-intents"
      aria-label={label ?? placeholder}
      placeholder={placeholder}
      loading={isPending}
      value={value}
      onChange={(id) => onChoose(choices.find((one) => one.value === id)?.chosen ?? null)}
      options={choices}
      optionRender={shownOf}
    />
  );
}
