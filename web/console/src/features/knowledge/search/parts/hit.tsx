/** A published answer, and, of a question, how sure it is and why it was found. */
import type { FindWay, KnowledgeHit } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";
import { App, Button } from "antd";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";

import { Reasons } from "../../parts/reasons";
import { Marked } from "../../shared/marked";
import { copy } from "../copy";

const TONES: Record<KnowledgeHit["band"], Tone> = { direct: "good", clarify: "warn", none: "plain" };

export function Hit({ hit, way }: { hit: KnowledgeHit; way: FindWay }) {
  const text = useCopy(copy);
  const { message } = App.useApp();
  const isRanked = way === "question";
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
        {isRanked ? <Mark tone={TONES[hit.band]}>{text.bands[hit.band]}</Mark> : null}
        {hit.is_local_rule ? <Mark tone="info">{text.local}</Mark> : null}
        <span className="hl-small hl-quiet hl-clip">{hit.catalogue}</span>
      </header>
      <p className="knowledge-answer">{hit.answer}</p>
      {hit.details && isRanked ? (
        <div className="hl-quiet">
          <Marked text={hit.details} />
        </div>
      ) : null}
      {hit.why.length > 0 ? (
        <details className="knowledge-why">
          <summary className="hl-small hl-quiet">{text.why}</summary>
          <Reasons why={hit.why} />
        </details>
      ) : null}
      <footer className="hl-small hl-quiet">
        {isRanked ? (
          <span>
            {text.asked}：{hit.question}
          </span>
        ) : null}
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
