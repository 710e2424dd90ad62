/** What is listed: words, kind, state, whom for, owner, tags, what is due. */
import { SearchOutlined } from "@ant-design/icons";
import type { Catalogue } from "@hearthline/api";
import { Button, Input, Select } from "antd";

import { useCopy } from "@/lib/locale";
import type { Place } from "@/lib/place";

import { itemCopy } from "../../shared/copy";
import { copy } from "../copy";
import { AUDIENCES, type Filter, type FilterName, isSought, KINDS, NAMES, STATES } from "../filter";

interface BarProps {
  filter: Filter;
  place: Place;
  catalogue: Catalogue | undefined;
}

const counted = (all: { value: string; count: number }[]) =>
  all.map(({ value, count }) => ({ value, label: `${value} · ${count}` }));

export function FilterBar({ filter, place, catalogue }: BarProps) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const choice = (name: FilterName, label: string, options: { value: string; label: string }[]) => (
    <Select
      allowClear
      showSearch={options.length > 8 ? { optionFilterProp: "label" } : false}
      className="items-choice"
      popupMatchSelectWidth={false}
      aria-label={label}
      placeholder={label}
      value={filter[name]}
      onChange={(value?: string) => place.go({ [name]: value ?? null })}
      options={options}
    />
  );
  const isNarrowed = isSought({ ...filter, place: null });
  return (
    <div className="hl-bar">
      <Input
        allowClear
        className="kb-seek"
        prefix={<SearchOutlined />}
        placeholder={text.search}
        aria-label={text.search}
        value={filter.q ?? ""}
        onChange={({ target }) => place.go({ q: target.value })}
      />
      {choice("kind", text.anyKind, KINDS.map((value) => ({ value, label: items.kinds[value] })))}
      {choice("state", text.anyState, STATES.map((value) => ({ value, label: items.states[value] })))}
      {choice(
        "audience",
        text.anyAudience,
        AUDIENCES.map((value) => ({ value, label: items.audiences[value] ?? value })),
      )}
      {catalogue && catalogue.tags.length > 0 ? choice("tag", text.anyTag, counted(catalogue.tags)) : null}
      {catalogue && catalogue.owners.length > 0
        ? choice("owner", text.anyOwner, counted(catalogue.owners))
        : null}
      {choice("due", text.due.any, [
        { value: "ending", label: text.due.ending },
        { value: "review", label: text.due.review },
      ])}
      {isNarrowed ? (
        <Button
          type="text"
          onClick={() =>
            place.go(Object.fromEntries(NAMES.filter((name) => name !== "place").map((name) => [name, null])))
          }
        >
          {text.clear}
        </Button>
      ) : null}
    </div>
  );
}
