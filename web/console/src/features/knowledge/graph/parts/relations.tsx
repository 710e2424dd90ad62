/** What a thing has to do with others, by the word for it, each with where it was read. */
import { DeleteOutlined } from "@ant-design/icons";
import type { Entity, GraphRelation } from "@hearthline/api";
import { Button, Tooltip } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useMarks } from "@/lib/told";

import { copy } from "../copy";
import type { Joined } from "../layout";
import type { Look } from "../place";
import { useDeleteRelation } from "../queries";
import { KIND_ICONS } from "./kinds";
import { useDeed } from "./use-deed";

interface Told {
  relation: GraphRelation;
  other: Entity;
}

/** Relations of a thing by the word that says them, in the order of the words. */
export function grouped(
  entity: Entity,
  { entities, relations }: Joined,
  ways: Record<GraphRelation["kind"], [string, string]>,
): [string, Told[]][] {
  const groups = new Map<string, Told[]>();
  for (const relation of relations) {
    const isSubject = relation.subject_id === entity.id;
    if (!isSubject && relation.object_id !== entity.id) continue;
    const other = entities.find(({ id }) => id === (isSubject ? relation.object_id : relation.subject_id));
    if (!other) continue;
    const word = ways[relation.kind][isSubject ? 0 : 1];
    groups.set(word, [...(groups.get(word) ?? []), { relation, other }]);
  }
  return [...groups];
}

export function Relations({ entity, whole, look }: { entity: Entity; whole: Joined; look: Look }) {
  const text = useCopy(copy);
  const groups = grouped(entity, whole, text.ways);
  return (
    <section className="kb-section">
      {groups.length === 0 ? <p className="hl-quiet">{text.noRelations}</p> : null}
      {groups.map(([word, told]) => (
        <div key={word} className="graph-group">
          <h3>{word}</h3>
          <ul className="kb-plain">
            {told.map((one) => (
              <Row key={one.relation.id} told={one} look={look} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Row({ told: { relation, other }, look }: { told: Told; look: Look }) {
  const text = useCopy(copy);
  const marks = useMarks();
  const may = useMay();
  const deed = useDeed();
  const part = useDeleteRelation();
  const sources = useSources(relation).join(marks.comma);
  return (
    <li className="graph-relation">
      <button type="button" className="graph-other" title={`${text.kinds[other.kind]} · ${sources}`} onClick={() => look.select(other.id)}>
        {KIND_ICONS[other.kind]} {other.name}
      </button>
      {may("knowledge.edit") ? (
        <Tooltip title={text.part}>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${text.part}${marks.colon}${other.name}`}
            loading={part.isPending}
            onClick={() =>
              part.mutate(relation.id, {
                onError: deed.failed,
                onSuccess: (edit) => deed.done(text.parted, edit),
              })
            }
          />
        </Tooltip>
      ) : null}
      <span className="hl-small hl-quiet hl-clip" title={sources}>
        {sources}
      </span>
    </li>
  );
}

/** Where a relation was read, as people say it. */
function useSources(relation: GraphRelation): string[] {
  const text = useCopy(copy);
  if (relation.sources.length === 0) return [text.byPerson];
  return relation.sources.map(({ source, place }) => {
    const [sort, ...rest] = source.split(":");
    const from = sort === "policy" ? text.from.policy(rest.join(":")) : text.from.item(rest.join(":"));
    const [head, ...name] = place.split(".");
    const where = head === "attributes" ? text.attribute(name.join(".")) : text.places[place];
    return where === undefined ? from : `${from} · ${where}`;
  });
}
