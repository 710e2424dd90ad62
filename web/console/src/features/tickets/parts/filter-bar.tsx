/** Narrows the list: words, team, type, level, order; keeps a filter, gives the sheet. */
import { DownloadOutlined, ReloadOutlined, SaveOutlined } from "@ant-design/icons";
import { App, Button, Input, Select } from "antd";

import { useCopy, useLocale } from "@/lib/locale";
import { usePlace } from "@/lib/place";

import { copy } from "../copy";
import { useTeams, useTypes } from "../queries";
import { savedFilters, saveFilters, searchOf, sheetAddress, type Sort, type Wanted } from "../wanted";

const PRIORITIES = ["P0", "P1", "P2", "P3", "P4"];

export function FilterBar({ wanted, onRefresh }: { wanted: Wanted; onRefresh: () => void }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const place = usePlace();
  const teams = useTeams();
  const types = useTypes();
  return (
    <div className="tickets-filters" role="search">
      <Input.Search
        className="tickets-search"
        allowClear
        placeholder={`${text.search}（/）`}
        aria-label={text.search}
        defaultValue={place.at("q") ?? ""}
        key={place.at("q") ?? ""}
        onSearch={(q) => place.go({ q: q.trim() || null })}
      />
      <Select
        allowClear
        aria-label={text.team}
        placeholder={text.anyTeam}
        value={place.at("team")}
        onChange={(team) => place.go({ team: team ?? null })}
        options={teams.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={text.type}
        placeholder={text.anyType}
        value={place.at("type")}
        onChange={(type) => place.go({ type: type ?? null })}
        options={
          types.data?.items.map((type) => ({
            value: type.code,
            label: locale === "en" ? type.en : type.zh,
          })) ?? []
        }
      />
      <Select
        allowClear
        aria-label={text.priority}
        placeholder={text.anyPriority}
        value={place.at("priority")}
        onChange={(priority) => place.go({ priority: priority ?? null })}
        options={PRIORITIES.map((value) => ({ value, label: value }))}
      />
      <Select<Sort>
        aria-label={text.sort.deadline}
        value={wanted.sort}
        onChange={(sort) => place.go({ sort: sort === "deadline" ? null : sort })}
        options={(["deadline", "newest"] as const).map((value) => ({ value, label: text.sort[value] }))}
      />
      <span className="tickets-push">
        <SaveFilter />
        <Button icon={<DownloadOutlined />} href={sheetAddress(wanted)} download>
          {text.sheet}
        </Button>
        <Button icon={<ReloadOutlined />} aria-label={text.refresh} onClick={onRefresh} />
      </span>
    </div>
  );
}

function SaveFilter() {
  const text = useCopy(copy);
  const place = usePlace();
  const { modal, message } = App.useApp();
  function ask(): void {
    let name = "";
    void modal.confirm({
      title: text.saveFilter,
      icon: null,
      content: (
        <Input
          autoFocus
          maxLength={20}
          placeholder={text.filterName}
          onChange={(event) => {
            name = event.target.value.trim();
          }}
        />
      ),
      onOk: () => {
        if (name === "") return;
        const others = savedFilters().filter((one) => one.name !== name);
        saveFilters([{ name, search: searchOf(place) }, ...others]);
        void message.success(text.filterSaved(name));
        place.go({ saved: String(Date.now()) });
      },
    });
  }
  return <Button icon={<SaveOutlined />} aria-label={text.saveFilter} title={text.saveFilter} onClick={ask} />;
}
