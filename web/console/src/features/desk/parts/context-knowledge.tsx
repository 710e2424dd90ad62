/** Looking for an answer, putting it into the reply, and saying what is wrong in it. */
import { EnterOutlined, FlagOutlined } from "@ant-design/icons";
import type { ConversationId, KnowledgeHit } from "@hearthline/api";
import { Button, Input } from "antd";
import { useDeferredValue, useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { knowledgeCopy } from "../copy-knowledge";
import { insert } from "../desk-state";
import { useKnowledge } from "../queries";
import { noteUse } from "../queries-knowledge";
import { AnsweredReports } from "./answered-reports";
import { ReportDialog } from "./report-dialog";

export function KnowledgeSearch({ id }: { id: ConversationId }) {
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
      <AnsweredReports />
      {error ? <p className="hl-quiet">{say(error)}</p> : null}
      {q === "" ? <p className="hl-small hl-quiet">{text.knowledgeHint}</p> : null}
      {q !== "" && data && hits.length === 0 ? (
        <p className="hl-quiet">{text.knowledgeNone}</p>
      ) : null}
      {hits.map((hit) => (
        <Hit key={hit.article_id} hit={hit} id={id} />
      ))}
    </div>
  );
}

function Hit({ hit, id }: { hit: KnowledgeHit; id: ConversationId }) {
  const { context: text } = useCopy(copy);
  const { report } = useCopy(knowledgeCopy);
  const [reporting, setReporting] = useState(false);
  function use(): void {
    insert(hit.answer);
    noteUse(hit.article_id, { version: hit.version, how: "copied", conversation_id: id });
  }
  return (
    <article className="hit">
      <strong>{hit.title}</strong>
      <p className="hit-answer">{hit.answer}</p>
      <span className="hit-deeds">
        <Button size="small" icon={<EnterOutlined />} onClick={use}>
          {text.insert}
        </Button>
        <Button type="text" size="small" icon={<FlagOutlined />} onClick={() => setReporting(true)}>
          {report}
        </Button>
      </span>
      {reporting ? <ReportDialog hit={hit} onClose={() => setReporting(false)} /> : null}
    </article>
  );
}
