/** What is set side by side: chosen, taken out again, at most four. */
import { CloseOutlined } from "@ant-design/icons";
import { type Article, taken } from "@hearthline/api";
import { useQueries } from "@tanstack/react-query";
import { Button, Select } from "antd";

import { api } from "@/lib/api";
import { useCopy } from "@/lib/locale";
import { useTold } from "@/lib/told";

import { ArticlePick } from "../../parts/article-pick";
import { copy } from "../copy";
import { MOST, useProfiles } from "../queries";

interface ChosenProps {
  ids: string[];
  onChoose: (ids: string[]) => void;
}

export function ChosenItems({ ids, onChoose }: ChosenProps) {
  const text = useCopy(copy);
  const titles = useTitles(ids);
  return (
    <div className="compare-chosen">
      {ids.map((id, index) => (
        <Chip key={id} name={titles[index] ?? "…"} onRemove={() => onChoose(ids.filter((one) => one !== id))} />
      ))}
      {ids.length < MOST ? (
        <span className="compare-add">
          <ArticlePick
            value={null}
            onlyPublished
            without={ids}
            label={text.add}
            onPick={(article) => article && onChoose([...ids, article.id])}
          />
        </span>
      ) : null}
    </div>
  );
}

/** The titles of items that may come from the address alone. */
function useTitles(ids: string[]): (string | undefined)[] {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ["knowledge", "item", id, "article", null],
      queryFn: () =>
        taken<Article>(
          api.GET("/api/v1/knowledge/articles/{article_id}", { params: { path: { article_id: id } } }),
        ),
    })),
    combine: (results) => results.map(({ data }) => data?.title),
  });
}

export function ChosenPolicies({ ids, onChoose }: ChosenProps) {
  const text = useCopy(copy);
  const told = useTold();
  const { data: profiles = [], isLoading } = useProfiles();
  const nameOf = (id: string): string => {
    const found = profiles.find((one) => one.id === id);
    return found ? told(found.name) : id;
  };
  // Rules of another trade have hardly an attribute in common.
  const trade = profiles.find(({ id }) => id === ids[0])?.trade;
  const left = profiles.filter((one) => !ids.includes(one.id) && (trade === undefined || one.trade === trade));
  return (
    <div className="compare-chosen">
      {ids.map((id) => (
        <Chip key={id} name={nameOf(id)} onRemove={() => onChoose(ids.filter((one) => one !== id))} />
      ))}
      {ids.length < MOST && left.length > 0 ? (
        <span className="compare-add">
          <Select<string>
            className="kb-pick"
            value={null}
            loading={isLoading}
            showSearch={{ optionFilterProp: "label" }}
            placeholder={ids.length === 0 ? text.addPolicy : text.add}
            aria-label={text.addPolicy}
            options={grouped(left, text.trades).map(([label, own]) => ({
              label,
              options: own.map((one) => ({ value: one.id, label: told(one.name) })),
            }))}
            onChange={(id) => onChoose([...ids, id])}
          />
        </span>
      ) : null}
    </div>
  );
}

function grouped<One extends { trade: string }>(all: One[], names: Record<string, string>): [string, One[]][] {
  const trades = [...new Set(all.map(({ trade }) => trade))];
  return trades.map((trade) => [names[trade] ?? trade, all.filter((one) => one.trade === trade)]);
}

function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const text = useCopy(copy);
  return (
    <span className="compare-chip">
      <span className="hl-clip" title={name}>
        {name}
      </span>
      <Button type="text" size="small" icon={<CloseOutlined />} aria-label={text.remove(name)} onClick={onRemove} />
    </span>
  );
}
