/** As whom a question is asked: audience, channel, class, region, trade, day. */
import { DatePicker, Input, Select } from "antd";
import type { ReactNode } from "react";

import { dayText, picked } from "@/lib/day";
import { useCopy } from "@/lib/locale";

import { itemCopy } from "../../shared/copy";
import { copy } from "../copy";
import type { Eyes } from "../eyes";

const AUDIENCES: Eyes["audience"][] = ["customer", "agent", "field", "manager"];
const CHANNELS = ["web", "wechat", "app", "phone", "email"];
const LONGEST = 40;

const named = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export function EyesForm({ eyes, onEyes }: { eyes: Eyes; onEyes: (eyes: Eyes) => void }) {
  const text = useCopy(copy);
  const names = useCopy(itemCopy);
  const set = (changes: Partial<Eyes>) => onEyes({ ...eyes, ...changes });
  return (
    <fieldset className="trial-eyes">
      <legend className="hl-hidden">{text.as}</legend>
      <Field label={text.audience}>
        <Select
          value={eyes.audience}
          onChange={(audience) => set({ audience })}
          options={AUDIENCES.map((value) => ({ value, label: names.audiences[value] }))}
        />
      </Field>
      <Field label={text.channel}>
        <Select
          value={eyes.channel}
          onChange={(channel) => set({ channel })}
          options={CHANNELS.map((value) => ({ value, label: names.channels[value] ?? value }))}
        />
      </Field>
      <Field label={text.class}>
        <Select
          value={eyes.customer_class}
          onChange={(customer_class) => set({ customer_class })}
          options={[{ value: "", label: text.anyClass }, ...named(names.classes)]}
        />
      </Field>
      <Field label={text.region}>
        <Input
          allowClear
          maxLength={LONGEST}
          placeholder={text.regionHint}
          defaultValue={eyes.region}
          onBlur={({ target }) => target.value !== eyes.region && set({ region: target.value })}
          onPressEnter={({ currentTarget }) => set({ region: currentTarget.value })}
        />
      </Field>
      <Field label={text.domain}>
        <Select
          value={eyes.domain}
          onChange={(domain) => set({ domain })}
          options={[{ value: "", label: text.anyDomain }, ...named(text.domains)]}
        />
      </Field>
      <Field label={text.at}>
        <DatePicker placeholder={text.now} value={picked(eyes.day)} onChange={(day) => set({ day: dayText(day) })} />
      </Field>
    </fieldset>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label>
      <span className="hl-small hl-quiet">{label}</span>
      {children}
    </label>
  );
}
