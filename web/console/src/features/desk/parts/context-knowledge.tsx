/** Looking for an answer and putting it into the reply. */
import { EnterOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useDeferredValue, useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { insert } from "../desk-state";
import { useKnowledge } from "../queries";

export function KnowledgeSearch() {
  const { context: text } = useCopy(copy);
  const say = useSay();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const { data, error } = useKnowledge(q);
  const hits = q === "" ? [] : (data?.items ?? []);
  return (
    <div className="stack">
      <Input.Search
        allowClear
        value={typed}
        placeholder={text.knowledgeSearch}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error ? <p className="hl-quiet">{say(error)}</p> : null}
      {q === "" ? <p className="hl-small hl-quiet">{text.knowledgeHint}</p> : null}
      {q !== "" && data && hits.length === 0 ? (
        <p className="hl-quiet">{text.knowledgeNone}</p>
      ) : null}
      {hits.map((hit) => (
        <article key={hit.article_id} className="hit">
          <strong>{hit.title}</strong>
          <p className="hit-answer">{hit.answer}</p>
          <Button size="small" icon={<EnterOutlined />} onClick={() => insert(hit.answer)}>
            {text.insert}
          </Button>
        </article>
      ))}
    </div>
  );
}
