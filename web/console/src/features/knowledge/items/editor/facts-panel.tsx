/** Everything about an item but its words: place, people, times, how it is found. */
import { AutoComplete, Checkbox, DatePicker, Input, Select, Switch } from "antd";

import { dayText, momentText, picked } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";

import { itemCopy } from "../../shared/copy";
import { AUDIENCES, CHANNELS, KINDS } from "../filter";
import { PlaceField } from "../parts/move-dialog";
import { useCatalogue } from "../queries";
import { pathsOf } from "../tree";
import { copy } from "./copy";
import { Field } from "./field";
import { FilesField } from "./files-field";
import type { Form } from "./form";
import { RelatedField } from "./related-field";

export function FactsPanel({ form }: { form: Form }) {
  const text = useCopy(copy);
  return (
    <div className="editor-facts">
      <h3>{text.facts.where}</h3>
      <Where form={form} />
      <h3>{text.facts.whom}</h3>
      <Whom form={form} />
      <h3>{text.facts.when}</h3>
      <Times form={form} />
      <h3>{text.facts.found}</h3>
      <Found form={form} />
      <h3>{text.facts.who}</h3>
      <Who form={form} />
    </div>
  );
}

type ListField = "tags" | "keywords" | "scenes" | "intents" | "regions" | "customer_classes";

/** Words of one's own, with those in use offered. */
function Words({ form, name, hint, known = [] }: {
  form: Form;
  name: ListField;
  hint: string;
  known?: { value: string; label?: string }[];
}) {
  const items = useCopy(itemCopy);
  return (
    <Field name={name} label={items.fields[name]} lack={form.lacks[name]}>
      <Select
        id={`field-${name}`}
        mode="tags"
        placeholder={hint}
        value={form.content[name]}
        options={known}
        tokenSeparators={[",", "，", "、"]}
        maxTagTextLength={20}
        onChange={(words: string[]) => form.write(name, words)}
      />
    </Field>
  );
}

function Where({ form }: { form: Form }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const { data: catalogue } = useCatalogue();
  const { content, write } = form;
  return (
    <>
      <Field name="kind" label={items.fields.kind}>
        <Select
          id="field-kind"
          value={content.kind}
          onChange={(kind) => write("kind", kind)}
          options={KINDS.map((value) => ({ value, label: items.kinds[value] }))}
        />
      </Field>
      <Field name="catalogue" label={items.fields.catalogue} lack={form.lacks["catalogue"]}>
        <PlaceField
          id="field-catalogue"
          value={content.catalogue}
          paths={pathsOf(catalogue?.branches ?? [])}
          onChange={(path) => write("catalogue", path)}
        />
      </Field>
      <Words form={form} name="tags" hint={text.tagHint} known={catalogue?.tags.map(({ value }) => ({ value })) ?? []} />
    </>
  );
}

function Whom({ form }: { form: Form }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const { content, write, lacks } = form;
  return (
    <>
      <Field name="audience" lack={lacks["audience"]}>
        <Checkbox.Group
          aria-label={items.fields.audience}
          value={content.audience}
          options={AUDIENCES.map((value) => ({ value, label: items.audiences[value] ?? value }))}
          onChange={(audience) => write("audience", audience)}
        />
      </Field>
      <Field name="channels" label={items.fields.channels} lack={lacks["channels"]}>
        <Select
          id="field-channels"
          mode="multiple"
          value={content.channels}
          options={CHANNELS.map((value) => ({ value, label: items.channels[value] ?? value }))}
          onChange={(channels: string[]) => write("channels", channels)}
        />
      </Field>
      <Words
        form={form}
        name="customer_classes"
        hint={text.classHint}
        known={Object.entries(items.classes).map(([value, label]) => ({ value, label }))}
      />
      <Words form={form} name="regions" hint={text.regionHint} />
      <Turn form={form} name="is_local_rule" label={text.localRule} />
      <Turn form={form} name="is_exportable" label={text.exportable} />
    </>
  );
}

function Turn({ form, name, label }: {
  form: Form;
  name: "is_local_rule" | "is_exportable";
  label: string;
}) {
  return (
    <label className="editor-turn">
      <Switch
        size="small"
        checked={form.content[name]}
        onChange={(isOn) => form.write(name, isOn)}
      />
      {label}
    </label>
  );
}

function Times({ form }: { form: Form }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const { content, write, lacks } = form;
  return (
    <>
      <Field name="valid_from" label={text.from} lack={lacks["valid_from"]}>
        <DatePicker
          id="field-valid_from"
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          allowClear={false}
          value={picked(content.valid_from)}
          onChange={(at) => write("valid_from", momentText(at) ?? content.valid_from)}
        />
      </Field>
      <Field name="valid_to" label={text.until} lack={lacks["valid_to"]}>
        <DatePicker
          id="field-valid_to"
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          placeholder={text.noEnd}
          value={picked(content.valid_to)}
          onChange={(at) => write("valid_to", momentText(at))}
        />
      </Field>
      <Field name="review_on" label={items.fields.review_on}>
        <DatePicker
          id="field-review_on"
          value={picked(content.review_on)}
          onChange={(day) => write("review_on", dayText(day))}
        />
      </Field>
    </>
  );
}

function Found({ form }: { form: Form }) {
  const text = useCopy(copy);
  return (
    <>
      <Words form={form} name="keywords" hint={text.tagHint} />
      <Words form={form} name="intents" hint={text.tagHint} />
      <Words form={form} name="scenes" hint={text.tagHint} />
      <RelatedField form={form} />
      <FilesField form={form} />
    </>
  );
}

function Who({ form }: { form: Form }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const me = useMe();
  const { data: catalogue } = useCatalogue();
  const { content, write, lacks } = form;
  const owners = new Set([me.username, ...(catalogue?.owners ?? []).map(({ value }) => value)]);
  return (
    <>
      <Field name="owner" label={items.fields.owner}>
        <AutoComplete
          id="field-owner"
          placeholder={text.ownerHint}
          value={content.owner}
          options={[...owners].map((value) => ({ value }))}
          onChange={(owner: string) => write("owner", (owner ?? "").slice(0, 64))}
        />
      </Field>
      <Field name="source" label={items.fields.source} lack={lacks["source"]}>
        <Input
          id="field-source"
          placeholder={text.sourceHint}
          maxLength={200}
          status={lacks["source"] ? "error" : ""}
          value={content.source}
          onChange={({ target }) => write("source", target.value)}
        />
      </Field>
    </>
  );
}
