/** The one card of now: quiet, with its source, its words and what is to be done with them. */
import type { AssistCard, AssistCardField, ConversationId } from "@hearthline/api";
import { Key, Mark, type Tone } from "@hearthline/ui";
import { Button } from "antd";
import { useEffect, useRef } from "react";

import { useHotkeys } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { useCard, useFeedback, useSentAfter } from "../queries";

const TONES: Record<string, Tone> = { critical: "danger", warn: "warn", info: "brand" };

export function Card({ id, onText }: { id: ConversationId; onText: (text: string) => void }) {
  const text = useCopy(copy);
  const { data, error } = useCard(id);
  const feedback = useFeedback(id);
  const card = data?.card?.is_open ? data.card : null;
  const remember = useSentAfter(id, (used, sent) =>
    feedback.mutate({ card: used, body: { deed: sent === used.text ? "used" : "edited", text: sent } }),
  );
  useShown(card, (shown) => feedback.mutate({ card: shown, body: { deed: "shown" } }));

  const take = (words: string): void => {
    if (!card || words === "") return;
    onText(words);
    remember(card);
    feedback.mutate({ card, body: { deed: "used" } });
  };
  const putAway = (): void => {
    if (card) feedback.mutate({ card, body: { deed: "dismissed" } });
  };
  useHotkeys([
    { on: "Alt+KeyJ", do: () => take(card?.text ?? "") },
    { on: "Alt+KeyK", do: putAway },
  ]);

  if (error) return <p className="hl-small hl-quiet">{text.failed}</p>;
  if (!card) return <p className="hl-small hl-quiet assist-quiet">{text.quiet}</p>;
  return (
    <article className="now-card" data-tone={card.severity} aria-live="polite">
      <header className="now-card-head">
        <Mark tone={TONES[card.severity] ?? "brand"}>{text.kinds[card.kind] ?? card.kind}</Mark>
        <strong>{card.title}</strong>
      </header>
      {card.note ? <p className="hl-small hl-quiet now-card-note">{card.note}</p> : null}
      {card.text ? <blockquote className="now-card-words">{card.text}</blockquote> : null}
      {card.missing.length > 0 ? (
        <p className="hl-small now-card-missing">{text.missing(card.missing.join("、"))}</p>
      ) : null}
      {card.to_prove.length > 0 ? (
        <p className="hl-small now-card-missing">{text.toProve(card.to_prove.join("、"))}</p>
      ) : null}
      {card.facts.length > 0 ? <Facts card={card} /> : null}
      {card.awaits ? <p className="hl-small hl-quiet">{text.awaits}</p> : null}
      {card.fields.map((field) => (
        <Field key={field.kind} field={field} onText={(words) => take(words)} />
      ))}
      {card.item ? (
        <p className="hl-small hl-quiet" title={card.item.source}>
          {text.source(card.item.title, card.item.version)}
        </p>
      ) : null}
      <footer className="now-card-deeds">
        {card.text ? (
          <Button size="small" type="primary" onClick={() => take(card.text)}>
            {text.use}
            <Key>Alt J</Key>
          </Button>
        ) : null}
        <Button size="small" type="text" onClick={putAway}>
          {text.putAway}
          <Key>Alt K</Key>
        </Button>
      </footer>
    </article>
  );
}

function Facts({ card }: { card: AssistCard }) {
  return (
    <ul className="now-card-facts">
      {card.facts.map((fact) => (
        <li key={fact.label}>
          <span className="hl-quiet">{fact.label}</span> {fact.value}
        </li>
      ))}
    </ul>
  );
}

function Field({ field, onText }: { field: AssistCardField; onText: (text: string) => void }) {
  const text = useCopy(copy);
  return (
    <div className="now-card-field" title={`${text.rests(String(field.seq))} · ${text.sure(field.confidence)}`}>
      <span className="hl-quiet">{field.label}</span>
      <mark className="now-card-value" data-sure={field.confidence >= 0.9}>
        {field.value}
      </mark>
      <Button size="small" type="text" onClick={() => onText(field.value)}>
        {text.copyValue}
      </Button>
    </div>
  );
}

/** Calls once for each card that comes into view. */
function useShown(card: AssistCard | null, tell: (card: AssistCard) => void): void {
  const told = useRef<string | null>(null);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => {
    if (!card || told.current === card.id) return;
    told.current = card.id;
    latest.current(card);
  }, [card]);
}
