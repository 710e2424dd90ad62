"""What items and profiles state, written in place of what they stated before."""

from collections.abc import Mapping
from datetime import datetime

from hearthline.kernel import ArticleId
from hearthline.knowledge.graph.model import EntityId, EntityKind, Fact, Reading, RelationId
from hearthline.platform.db import Session

_IS_ITEM = """
UPDATE graph_entity SET name = %(name)s, article_id = %(article_id)s, state = 'live'
WHERE id = %(id)s AND (name, article_id, state)
  IS DISTINCT FROM (%(name)s, %(article_id)s::uuid, 'live')
"""
_ADD_RELATIONS = """
INSERT INTO graph_relation (id, subject_id, kind, object_id, origin, state, created_at)
SELECT w.id, w.subject, w.kind, w.object, 'extracted', 'live', %(at)s
FROM unnest(%(ids)s::uuid[], %(subjects)s::uuid[], %(kinds)s::text[], %(objects)s::uuid[])
  AS w(id, subject, kind, object)
ON CONFLICT (tenant_id, subject_id, kind, object_id) DO NOTHING
"""
_FIND_RELATIONS = """
SELECT r.id, r.subject_id, r.kind, r.object_id FROM graph_relation r
JOIN unnest(%(subjects)s::uuid[], %(kinds)s::text[], %(objects)s::uuid[])
  AS w(subject, kind, object)
  ON r.subject_id = w.subject AND r.kind = w.kind AND r.object_id = w.object
"""
_FORGET = "DELETE FROM graph_source WHERE source = %(source)s"
_SAY = """
INSERT INTO graph_source (source, relation_id, version, place)
SELECT %(source)s, w.id, %(version)s, w.place FROM unnest(%(ids)s::uuid[], %(places)s::text[])
  AS w(id, place) ON CONFLICT DO NOTHING
"""
_READ = """
INSERT INTO graph_extraction (source, version, rules, at)
VALUES (%(source)s, %(version)s, %(rules)s, %(at)s)
ON CONFLICT (tenant_id, source) DO UPDATE
  SET version = EXCLUDED.version, rules = EXCLUDED.rules, at = EXCLUDED.at
"""
_DROP_RELATIONS = """
DELETE FROM graph_relation r WHERE r.origin = 'extracted' AND r.state = 'live'
  AND NOT EXISTS (SELECT FROM graph_source s
    WHERE s.tenant_id = r.tenant_id AND s.relation_id = r.id)
"""
_DROP_ENTITIES = """
DELETE FROM graph_entity e WHERE e.origin = 'extracted' AND e.state IN ('live', 'absent')
  AND NOT e.is_touched AND e.article_id IS NULL
  AND NOT EXISTS (SELECT FROM graph_relation r
    WHERE r.tenant_id = e.tenant_id AND r.subject_id = e.id)
  AND NOT EXISTS (SELECT FROM graph_relation r
    WHERE r.tenant_id = e.tenant_id AND r.object_id = e.id)
"""
_DUE = """
SELECT p.article_id, p.version FROM publication p
JOIN article a ON a.tenant_id = p.tenant_id AND a.id = p.article_id
LEFT JOIN graph_extraction x ON x.tenant_id = a.tenant_id AND x.source = 'item:' || a.slug
WHERE p.withdrawn_at IS NULL AND (x.version, x.rules) IS DISTINCT FROM (p.version, %(rules)s)
ORDER BY p.article_id LIMIT %(most)s
"""
_WITHDRAWN = """
SELECT x.source FROM graph_extraction x WHERE x.source LIKE 'item:%%' AND NOT EXISTS (
  SELECT FROM publication p JOIN article a ON a.tenant_id = p.tenant_id AND a.id = p.article_id
  WHERE p.tenant_id = x.tenant_id AND p.withdrawn_at IS NULL AND a.slug = substr(x.source, 6))
LIMIT 200000
"""


class ReadingStore:
    """Keeps the graph of the session's tenant in step with its sources."""

    async def set_item(
        self, session: Session, entity_id: EntityId, *, name: str, article_id: ArticleId
    ) -> None:
        """Let an entity stand for a published article."""
        params = {"id": entity_id, "name": name, "article_id": article_id}
        await session.execute(_IS_ITEM, params)

    async def state(
        self,
        session: Session,
        reading: Reading,
        *,
        ids: Mapping[tuple[EntityKind, str], EntityId],
        rules: int,
        at: datetime,
    ) -> None:
        """Write what a source states, in place of what it stated before."""
        ends = {_ends(fact, ids): fact.place for fact in reading.facts}
        ends = {end: place for end, place in ends.items() if end[0] != end[2]}
        params = {
            "ids": [RelationId.new() for _ in ends],
            "subjects": [subject for subject, _, _ in ends],
            "kinds": [kind for _, kind, _ in ends],
            "objects": [found for _, _, found in ends],
            "at": at,
        }
        await session.execute(_ADD_RELATIONS, params)
        rows = await session.all(_FIND_RELATIONS, params)
        said = {"source": reading.source, "version": reading.version, "rules": rules, "at": at}
        await session.execute(_FORGET, said)
        places = [ends[(r["subject_id"], r["kind"], r["object_id"])] for r in rows]
        await session.execute(_SAY, said | {"ids": [row["id"] for row in rows], "places": places})
        await session.execute(_READ, said)

    async def forget(self, session: Session, source: str) -> None:
        """A source is no longer there: its item sleeps, and nothing was read from it."""
        await session.execute(_FORGET, {"source": source})
        await session.execute(
            "DELETE FROM graph_extraction WHERE source = %(source)s", {"source": source}
        )
        await session.execute(
            "UPDATE graph_entity SET state = 'absent' WHERE state = 'live' AND id IN"
            " (SELECT entity_id FROM graph_name WHERE kind = 'item' AND key = %(slug)s)",
            {"slug": source.removeprefix("item:")},
        )

    async def sweep(self, session: Session) -> int:
        """Take away what no source states any more and no person has touched."""
        relations = await session.execute(_DROP_RELATIONS)
        entities = await session.execute(_DROP_ENTITIES)
        return relations.rowcount + entities.rowcount

    async def due(self, session: Session, *, rules: int, most: int) -> list[tuple[ArticleId, int]]:
        """Published articles that were not read in this version by these rules."""
        rows = await session.all(_DUE, {"rules": rules, "most": most})
        return [(ArticleId.of(row["article_id"]), row["version"]) for row in rows]

    async def withdrawn(self, session: Session) -> list[str]:
        """Sources that were read and are published no more."""
        return [row["source"] for row in await session.all(_WITHDRAWN)]


def _ends(
    fact: Fact, ids: Mapping[tuple[EntityKind, str], EntityId]
) -> tuple[EntityId, str, EntityId]:
    subject = ids[(fact.subject.kind, fact.subject.key)]
    return subject, fact.kind.value, ids[(fact.object.kind, fact.object.key)]
