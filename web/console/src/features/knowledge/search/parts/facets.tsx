/** How what was found falls into kinds, places and tags; each is a way to narrow it. */
import type { Facet, FoundPage } from "@hearthline/api";
import { Button } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";

import { shared } from "../../parts/copy";
import { type Asked, depthOf, isNarrowed, type Narrowing, placesShown } from "../asked";
import { copy } from "../copy";

const FIRST_TAGS = 12;

interface FacetsProps {
  facets: FoundPage["facets"];
  asked: Asked;
  onNarrow: (changes: Partial<Record<Narrowing, string | null>>) => void;
}

export function Facets({ facets, asked, onNarrow }: FacetsProps) {
  const text = useCopy(copy);
  const { kinds } = useCopy(shared);
  const [isWhole, setWhole] = useState(false);
  const choose = (name: Narrowing) => (value: string) =>
    onNarrow({ [name]: asked[name] === value ? null : value });
  const tags = facets.tag.toSorted((a, b) => b.count - a.count);
  const hidden = tags.length - FIRST_TAGS;
  return (
    <aside className="knowledge-facets" aria-label={text.narrow}>
      <Group
        title={text.facets.kind}
        all={facets.kind}
        chosen={asked.kind}
        told={(value) => kinds[value as keyof typeof kinds] ?? value}
        onChoose={choose("kind")}
      />
      <Group
        title={text.facets.catalogue}
        all={placesShown(facets.catalogue, asked.catalogue)}
        chosen={asked.catalogue}
        told={(value) => value.slice(value.lastIndexOf("/") + 1)}
        onChoose={choose("catalogue")}
      />
      <Group
        title={text.facets.tag}
        all={isWhole ? tags : tags.slice(0, FIRST_TAGS)}
        chosen={asked.tag}
        told={(value) => value}
        onChoose={choose("tag")}
      />
      {hidden > 0 ? (
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? text.fewerTags : text.moreTags(hidden)}
        </Button>
      ) : null}
      {isNarrowed(asked) ? (
        <Button size="small" onClick={() => onNarrow({ kind: null, catalogue: null, tag: null })}>
          {text.all}
        </Button>
      ) : null}
    </aside>
  );
}

function Group({ title, all, chosen, told, onChoose }: {
  title: string;
  all: readonly Facet[];
  chosen: string | null;
  told: (value: string) => string;
  onChoose: (value: string) => void;
}) {
  // What was chosen stays in reach, also where it left nothing.
  const isLost = chosen !== null && !all.some(({ value }) => value === chosen);
  const shown = isLost ? [{ value: chosen, count: 0 }, ...all] : all;
  if (shown.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      {shown.map(({ value, count }) => (
        <button
          key={value}
          type="button"
          className="knowledge-facet"
          data-depth={Math.min(depthOf(value), 3)}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          <span className="hl-clip" title={value}>
            {told(value)}
          </span>
          <span className="hl-num hl-quiet">{count}</span>
        </button>
      ))}
    </section>
  );
}
