/** Finding: ask a question, read the published answer. */
import "./search.css";

import { BookOutlined, SearchOutlined } from "@ant-design/icons";
import { type KnowledgeHit, taken } from "@hearthline/api";
import { EmptyPlace, ErrorPlace, Mark, type Tone } from "@hearthline/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useDeferredValue } from "react";
import { Link, useSearchParams } from "react-router";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { Marked } from "../shared/marked";
import { copy } from "./copy";

const TONES: Record<KnowledgeHit["band"], Tone> = { direct: "good", clarify: "warn", none: "plain" };

const useHits = (q: string) =>
  useQuery({
    queryKey: keys.knowledge(q),
    enabled: q !== "",
    placeholderData: keepPreviousData,
    queryFn: () =>
      taken<{ items: KnowledgeHit[] }>(
        api.GET("/api/v1/knowledge/search", { params: { query: { q, limit: 10 } } }),
      ),
  });

export default function SearchPage() {
  const text = useCopy(copy);
  const [search, setSearch] = useSearchParams();
  const typed = search.get("q") ?? "";
  const q = useDeferredValue(typed.trim());
  return (
    <div className="knowledge">
      <div className="knowledge-column">
        <Input
          size="large"
          allowClear
          autoFocus
          prefix={<SearchOutlined />}
          placeholder={text.search}
          value={typed}
          onChange={({ target }) => setSearch(target.value ? { q: target.value } : {}, { replace: true })}
        />
        {q === "" ? (
          <EmptyPlace icon={<BookOutlined />} title={text.hint[0]}>
            {text.hint[1]}
          </EmptyPlace>
        ) : (
          <Hits q={q} />
        )}
      </div>
    </div>
  );
}

function Hits({ q }: { q: string }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { data, error, refetch } = useHits(q);
  if (error) {
    return (
      <ErrorPlace
        title={text.failed}
        detail={say(error)}
        again={common.again}
        onAgain={() => void refetch()}
      />
    );
  }
  if (!data) return null;
  if (data.items.length === 0) return <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace>;
  return data.items.map((hit) => <Hit key={hit.article_id} hit={hit} />);
}

function Hit({ hit }: { hit: KnowledgeHit }) {
  const text = useCopy(copy);
  const { message } = App.useApp();
  async function take(): Promise<void> {
    await navigator.clipboard.writeText(hit.answer);
    void message.success(text.copied);
  }
  return (
    <article className="knowledge-hit">
      <header>
        <h2>
          <Link to={`/knowledge/items/${hit.article_id}`}>{hit.title}</Link>
        </h2>
        <Mark tone={TONES[hit.band]}>{text.bands[hit.band]}</Mark>
        {hit.is_local_rule ? <Mark tone="info">{text.local}</Mark> : null}
      </header>
      <p className="knowledge-answer">{hit.answer}</p>
      {hit.details ? (
        <div className="hl-quiet">
          <Marked text={hit.details} />
        </div>
      ) : null}
      <footer className="hl-small hl-quiet">
        <span>
          {text.asked}：{hit.question}
        </span>
        {hit.source ? (
          <span>
            {text.source}：{hit.source} · {text.version(hit.version)}
          </span>
        ) : null}
        <Button size="small" onClick={() => void take()}>
          {text.copy}
        </Button>
      </footer>
    </article>
  );
}
