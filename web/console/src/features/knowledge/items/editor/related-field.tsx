/** Related items, found by title; they are named without the trade, which is the item's own. */
import { Select } from "antd";
import { useDeferredValue, useState } from "react";

import { useCopy } from "@/lib/locale";

import { itemCopy } from "../../shared/copy";
import { useNamed, useTitles } from "../../shared/queries";
import { copy } from "./copy";
import { Field } from "./field";
import type { Form } from "./form";

/** `heating/` of `heating/airlock`; empty where it belongs to no trade. */
export const tradeBefore = (slug: string): string =>
  slug.includes("/") ? slug.slice(0, slug.indexOf("/") + 1) : "";

/** The name by which an item of the same trade is related, or null. */
export function relatedName(slug: string, trade: string): string | null {
  return tradeBefore(slug) === trade ? slug.slice(trade.length) : null;
}

export function RelatedField({ form }: { form: Form }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const { content, write, lacks } = form;
  const [typed, setTyped] = useState("");
  const { data: found } = useNamed(useDeferredValue(typed.trim()));
  const trade = tradeBefore(content.slug);
  const titles = useTitles(content.related.map((name) => `${trade}${name}`));
  const options = (found ?? []).flatMap(({ slug, title }) => {
    const name = relatedName(slug, trade);
    return name === null || slug === content.slug ? [] : [{ value: name, label: title }];
  });
  return (
    <Field name="related" label={items.fields.related} lack={lacks["related"]}>
      <Select
        id="field-related"
        mode="multiple"
        placeholder={text.relatedHint}
        labelInValue
        value={content.related.map((value, at) => ({ value, label: titles[at] ?? value }))}
        options={options}
        showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
        notFoundContent={typed.trim() === "" ? text.relatedHint : text.relatedNone}
        onChange={(chosen) => write("related", chosen.map(({ value }) => value))}
      />
    </Field>
  );
}
