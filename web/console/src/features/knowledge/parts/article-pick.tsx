/** Choosing an item of the base by its title. */
import { type ItemPage, taken } from "@hearthline/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";

import { api } from "@/lib/api";
import { useCopy } from "@/lib/locale";

import { shared } from "./copy";

const SHOWN = 20;

export interface PickedArticle {
  id: string;
  title: string;
}

interface Titled {
  value: string;
  label: string;
  catalogue: string;
}

const titled = ({ data: { label, catalogue } }: { data: Titled }) => (
  <span className="kb-pick-option">
    <span className="hl-clip">{label}</span>
    <span className="hl-small hl-quiet hl-clip">{catalogue}</span>
  </span>
);

export const useArticlesLike = (q: string, onlyPublished: boolean) =>
  useQuery({
    queryKey: ["knowledge", "list", "pick", q, onlyPublished],
    placeholderData: keepPreviousData,
    queryFn: () => {
      const query = { q, limit: SHOWN, ...(onlyPublished ? { state: "published" as const } : {}) };
      return taken<ItemPage>(api.GET("/api/v1/knowledge/articles", { params: { query } }));
    },
  });

export function ArticlePick({ value, onPick, onlyPublished = false, without = [], label, autoFocus = false }: {
  value: PickedArticle | null;
  onPick: (article: PickedArticle | null) => void;
  onlyPublished?: boolean;
  /** Ids that are chosen already elsewhere. */
  without?: readonly string[];
  label?: string;
  autoFocus?: boolean;
}) {
  const text = useCopy(shared);
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const { data, isFetching } = useArticlesLike(q, onlyPublished);
  const found = (data?.items ?? [])
    .filter(({ article_id }) => !without.includes(article_id))
    .map(({ article_id, title, catalogue }) => ({ value: article_id, label: title, catalogue }));
  const known = value !== null && !found.some((one) => one.value === value.id);
  return (
    <Select<string, Titled>
      className="kb-pick"
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      allowClear
      autoFocus={autoFocus}
      value={value?.id ?? null}
      placeholder={label ?? text.pickArticle}
      aria-label={label ?? text.pickArticle}
      loading={isFetching}
      options={known && typed === "" ? [{ value: value.id, label: value.title, catalogue: "" }, ...found] : found}
      optionRender={titled}
      notFoundContent={<span className="hl-quiet">{text.pickNone}</span>}
      onChange={(id, option) => {
        const chosen = Array.isArray(option) ? option[0] : option;
        onPick(id && chosen ? { id, title: chosen.label } : null);
        setTyped("");
      }}
    />
  );
}
