/** What a search is narrowed to: state, agent, channel, time. */
import type { ConversationStatus } from "@hearthline/api";
import { Select } from "antd";

import { useColleagues } from "@/lib/colleagues";
import { useBook } from "@/lib/live/live";
import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

import { searchCopy } from "../copy-search";
import type { Filters } from "../queries-search";

const STATUSES: ConversationStatus[] = ["bot", "queued", "agent", "closed"];

export function FilterRow({ filters, onFilters }: {
  filters: Filters;
  onFilters: (filters: Filters) => void;
}) {
  const text = useCopy(searchCopy);
  const { status } = useCopy(words);
  const { data: people } = useColleagues();
  const book = useBook((all) => all);
  const channels = new Map(
    Object.values(book).map(({ channel }) => [channel.key, channel.name] as const),
  );
  const common = { size: "small", allowClear: true, variant: "filled" } as const;
  return (
    <div className="found-filters">
      <Select
        {...common}
        placeholder={text.anyStatus}
        value={filters.status}
        options={STATUSES.map((one) => ({ value: one, label: status[one] }))}
        onChange={(value) => onFilters({ ...filters, status: value ?? null })}
      />
      <Select
        {...common}
        showSearch={{ optionFilterProp: "label" }}
        placeholder={text.anyAgent}
        value={filters.agent}
        options={(people?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => onFilters({ ...filters, agent: value ?? null })}
      />
      <Select
        {...common}
        placeholder={text.anyChannel}
        value={filters.channel}
        options={[...channels].map(([value, label]) => ({ value, label }))}
        onChange={(value) => onFilters({ ...filters, channel: value ?? null })}
      />
      <Select
        {...common}
        placeholder={text.anyTime}
        value={filters.days}
        options={text.times.map(([value, label]) => ({ value, label }))}
        onChange={(value) => onFilters({ ...filters, days: value ?? null })}
      />
    </div>
  );
}
