/** Finding: ask, or look by keywords, initials, kind, place and tag; read the published answer. */
import "../parts/shared.css";
import "./search.css";

import { BookOutlined, SearchOutlined } from "@ant-design/icons";
import type { FoundPage } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Input, Pagination, Segmented } from "antd";
import { useDeferredValue, useRef } from "react";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { type Asked, askedOf, type ChosenWay, isNarrowed, PAGE, WAYS } from "./asked";
import { copy } from "./copy";
import { Facets } from "./parts/facets";
import { Hit } from "./parts/hit";
import { useFound } from "./queries";

export default function SearchPage() {
  const text = useCopy(copy);
  const place = usePlace();
  const top = useRef<HTMLDivElement>(null);
  const typed = askedOf(place.at);
  const asked = { ...typed, q: useDeferredValue(typed.q) };
  const found = useFound(asked);
  return (
    <div className="knowledge" ref={top}>
      <div className="knowledge-ask">
        <Input
          size="large"
          allowClear
          autoFocus
          maxLength={500}
          prefix={<SearchOutlined />}
          placeholder={text.search}
          aria-label={text.search}
          value={typed.q}
          onChange={({ target }) => place.go({ q: target.value, page: null })}
        />
        <Segmented<ChosenWay>
          aria-label={text.way}
          value={typed.way}
          onChange={(way) => place.go({ way: way === "auto" ? null : way, page: null })}
          options={WAYS.map((value) => ({ value, label: text.ways[value], title: text.wayHints[value] }))}
        />
      </div>
      <Shown of={found} title={text.failed} shape={<BoneRows n={6} />}>
        {(page) => (
          <div className="knowledge-found">
            <Facets
              facets={page.facets}
              asked={typed}
              onNarrow={(changes) => place.go({ ...changes, page: null }, { push: true })}
            />
            <Results
              page={page}
              asked={asked}
              onPage={(to) => {
                place.go({ page: to === 1 ? null : String(to) }, { push: true });
                top.current?.scrollTo({ top: 0 });
              }}
            />
          </div>
        )}
      </Shown>
    </div>
  );
}

function Results({ page, asked, onPage }: {
  page: FoundPage;
  asked: Asked;
  onPage: (to: number) => void;
}) {
  const text = useCopy(copy);
  if (page.total === 0) {
    const [title, way] = isNarrowed(asked) ? text.noneHere : asked.q.trim() === "" ? text.hint : text.none;
    return (
      <EmptyPlace icon={<BookOutlined />} title={title}>
        {way}
      </EmptyPlace>
    );
  }
  return (
    <div className="knowledge-column" data-way={page.way}>
      <p className="hl-small hl-quiet hl-num" role="status">
        {text.found[page.way](page.total)}
      </p>
      {page.items.map((hit) => (
        <Hit key={hit.article_id} hit={hit} way={page.way} />
      ))}
      {page.total > PAGE ? (
        <Pagination
          align="center"
          current={asked.page}
          pageSize={PAGE}
          total={page.total}
          showSizeChanger={false}
          onChange={onPage}
        />
      ) : null}
    </div>
  );
}
