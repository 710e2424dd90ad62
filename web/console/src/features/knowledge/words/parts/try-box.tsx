/** A question, what it finds, why, and what the last change of the words did to it. */
import { AimOutlined, SearchOutlined } from "@ant-design/icons";
import type { KnowledgeHit } from "@hearthline/api";
import { EmptyPlace, Mark, type Tone } from "@hearthline/ui";
import { Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";

import { isComposing } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { Reasons } from "../../parts/reasons";
import { copy } from "../copy";
import { type Effect, effectOn } from "../effect";
import { useTried } from "../queries";

const BAND_TONES: Record<KnowledgeHit["band"], Tone> = { direct: "good", clarify: "warn", none: "plain" };

/** What was found before the newest answer to the same question; null on the first. */
function useBefore(q: string, now: KnowledgeHit[] | undefined): KnowledgeHit[] | null {
  const [before, setBefore] = useState<KnowledgeHit[] | null>(null);
  const last = useRef<{ q: string; hits: KnowledgeHit[] } | null>(null);
  useEffect(() => {
    if (now === undefined) return;
    const known = last.current;
    last.current = { q, hits: now };
    if (known === null || known.q !== q) setBefore(null);
    else if (known.hits !== now) setBefore(known.hits);
  }, [q, now]);
  return before;
}

export function TryBox() {
  const text = useCopy(copy);
  const place = usePlace();
  const q = (place.at("try") ?? "").trim();
  const [typed, setTyped] = useState({ q, text: q });
  const shown = typed.q === q ? typed.text : q;
  const tried = useTried(q);
  const before = useBefore(q, tried.data);
  const ask = (words: string) => place.go({ try: words.trim() });
  return (
    <section className="kb-detail kb-column words-try" aria-label={text.tryTitle}>
      <div className="kb-section">
        <h2>{text.tryTitle}</h2>
        <p className="hl-quiet">{text.tryIntro}</p>
        <Input.Search
          size="large"
          maxLength={500}
          prefix={<SearchOutlined />}
          placeholder={text.tryHint}
          aria-label={text.tryHint}
          enterButton={text.tryIt}
          value={shown}
          onChange={({ target }) => setTyped({ q, text: target.value })}
          onPressEnter={(event) => {
            if (!isComposing(event)) ask(shown);
          }}
          onSearch={(_, __, info) => {
            if (info?.source === "input") return;
            ask(shown);
          }}
        />
      </div>
      {q === "" ? (
        <EmptyPlace icon={<AimOutlined />} title={text.tryStart[0]}>
          {text.tryStart[1]}
        </EmptyPlace>
      ) : (
        <Shown of={tried} title={text.tryFailed} shape={<BoneRows n={4} />}>
          {(hits) => <Outcome hits={hits} before={before} />}
        </Shown>
      )}
    </section>
  );
}

function Outcome({ hits, before }: { hits: KnowledgeHit[]; before: KnowledgeHit[] | null }) {
  const text = useCopy(copy);
  const effects = hits.map((hit): Effect => (before === null ? { kind: "same" } : effectOn(hit, hits, before)));
  if (hits.length === 0) return <EmptyPlace title={text.tryNone[0]}>{text.tryNone[1]}</EmptyPlace>;
  return (
    <>
      {before !== null && effects.every(({ kind }) => kind === "same") ? (
        <p className="hl-small hl-quiet" role="status">
          {text.same}
        </p>
      ) : null}
      <ol className="kb-plain">
        {hits.map((hit, at) => (
          <li key={hit.article_id} className="hl-card words-hit">
            <span className="kb-marks">
              <span className="hl-quiet hl-num">{at + 1}</span>
              <Link to={`/knowledge/items/${hit.article_id}`}>
                <strong>{hit.title}</strong>
              </Link>
              <Mark tone={BAND_TONES[hit.band]}>{text.bands[hit.band]}</Mark>
              <EffectMark effect={effects[at]} />
            </span>
            <span className="hl-small hl-quiet">{text.closest(hit.question)}</span>
            <Reasons why={hit.why} />
          </li>
        ))}
      </ol>
    </>
  );
}

function EffectMark({ effect }: { effect: Effect | undefined }) {
  const { effects: text } = useCopy(copy);
  if (effect === undefined || effect.kind === "same") return null;
  if (effect.kind === "new") return <Mark tone="info">{text.new}</Mark>;
  return <Mark tone="info">{text[effect.kind](effect.from, effect.to)}</Mark>;
}
