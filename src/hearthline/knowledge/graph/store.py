"""Tables of entities, their names, relations and what these were read from."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from hearthline.kernel import ArticleId
from hearthline.knowledge.graph.model import (
    Entity,
    EntityId,
    EntityKind,
    Named,
    Origin,
    Relation,
    RelationId,
    RelationKind,
    Source,
)
from hearthline.platform.db import Row, Session

_ENTITY = """
SELECT e.*, (SELECT array_agg(n.name ORDER BY n.name) FROM graph_name n
  WHERE n.tenant_id = e.tenant_id AND n.entity_id = e.id AND n.name <> e.name) AS names
FROM graph_entity e
"""
_LIST = (
    _ENTITY
    + """
WHERE e.state = 'live' AND (%(kind)s::text IS NULL OR e.kind = %(kind)s)
  AND (%(kind)s::text IS NOT NULL OR e.kind <> 'item')
  AND (%(like)s::text IS NULL OR EXISTS (
    SELECT FROM graph_name n WHERE n.tenant_id = e.tenant_id AND n.entity_id = e.id
      AND n.key LIKE %(like)s) OR e.name ILIKE %(like)s)
  AND (%(after_name)s::text IS NULL
    OR (e.kind, e.name, e.id) > (%(after_kind)s, %(after_name)s, %(after)s))
ORDER BY e.kind, e.name, e.id LIMIT %(limit)s
"""
)
_KNOWN = """
SELECT n.kind, n.key, n.entity_id, e.state FROM graph_name n
JOIN graph_entity e ON e.tenant_id = n.tenant_id AND e.id = n.entity_id
JOIN unnest(%(kinds)s::text[], %(keys)s::text[]) AS w(kind, key)
  ON n.kind = w.kind AND n.key = w.key
"""
_ADD_ENTITIES = """
INSERT INTO graph_entity (id, kind, name, origin, state, created_at)
SELECT w.id, w.kind, w.name, %(origin)s, w.state, %(at)s
FROM unnest(%(ids)s::uuid[], %(kinds)s::text[], %(names)s::text[], %(states)s::text[])
  AS w(id, kind, name, state)
"""
_ADD_NAMES = """
INSERT INTO graph_name (kind, key, name, entity_id)
SELECT w.kind, w.key, w.name, w.id
FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(names)s::text[], %(ids)s::uuid[])
  AS w(kind, key, name, id)
"""
_SOURCES = """
SELECT relation_id, source, version, place FROM graph_source
WHERE relation_id = ANY(%(ids)s) ORDER BY source, place LIMIT 1000
"""


class GraphStore:
    """Reads and writes the graph of the session's tenant."""

    async def lock(self, session: Session) -> None:
        """Let one writer of the tenant's graph at a time go on, until the transaction ends."""
        key = f"graph:{session.tenant_id}"
        await session.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%(k)s, 0))", {"k": key}
        )

    async def find(self, session: Session, ids: Sequence[EntityId]) -> dict[EntityId, Entity]:
        """Living entities by their ids."""
        sql = _ENTITY + " WHERE e.id = ANY(%(ids)s) AND e.state = 'live'"
        rows = await session.all(sql, {"ids": list(ids)})
        return {found.id: found for found in map(entity_of, rows)}

    async def item(self, session: Session, article_id: ArticleId) -> Entity | None:
        """The entity of an article, None when nothing was read from it."""
        sql = _ENTITY + " WHERE e.article_id = %(id)s AND e.state = 'live'"
        row = await session.maybe(sql, {"id": article_id})
        return None if row is None else entity_of(row)

    async def items(self, session: Session, ids: Sequence[ArticleId]) -> list[Entity]:
        """The entities of articles, those left out from which nothing was read."""
        sql = _ENTITY + " WHERE e.article_id = ANY(%(ids)s) AND e.state = 'live'"
        return [entity_of(row) for row in await session.all(sql, {"ids": list(ids)})]

    async def page(
        self,
        session: Session,
        *,
        kind: EntityKind | None = None,
        like: str | None = None,
        after: Entity | None = None,
        limit: int = 50,
    ) -> list[Entity]:
        """A page of entities by kind and name; without a kind all but the items."""
        params = {
            "kind": kind,
            "like": like,
            "after": after and after.id,
            "after_kind": after and after.kind,
            "after_name": after and after.name,
            "limit": limit,
        }
        return [entity_of(row) for row in await session.all(_LIST, params)]

    async def known(
        self, session: Session, wanted: Iterable[Named]
    ) -> dict[tuple[EntityKind, str], tuple[EntityId, str]]:
        """By kind and key: the entity that a name leads to, and its state."""
        each = list({(one.kind, one.key) for one in wanted})
        params = {"kinds": [kind for kind, _ in each], "keys": [key for _, key in each]}
        return {
            (EntityKind(row["kind"]), row["key"]): (EntityId.of(row["entity_id"]), row["state"])
            for row in await session.all(_KNOWN, params)
        }

    async def add(
        self, session: Session, new: Sequence[Named], *, origin: Origin, at: datetime
    ) -> dict[tuple[EntityKind, str], EntityId]:
        """Add entities with their names; an item lives only when its article is read."""
        ids = [EntityId.new() for _ in new]
        kinds = [one.kind.value for one in new]
        names = [one.name for one in new]
        states = ["absent" if one.kind is EntityKind.ITEM else "live" for one in new]
        keys = [one.key for one in new]
        params = {"ids": ids, "kinds": kinds, "names": names, "keys": keys, "states": states}
        await session.execute(_ADD_ENTITIES, params | {"origin": origin, "at": at})
        await session.execute(_ADD_NAMES, params)
        return {(one.kind, one.key): made for one, made in zip(new, ids, strict=True)}

    async def sources(self, session: Session, ids: Sequence[RelationId]) -> list[Source]:
        """What relations were read from."""
        rows = await session.all(_SOURCES, {"ids": list(ids)})
        return [
            Source(RelationId.of(row["relation_id"]), row["source"], row["version"], row["place"])
            for row in rows
        ]

    async def counts(self, session: Session) -> dict[str, int]:
        """How many living entities of each kind there are."""
        rows = await session.all(
            "SELECT kind, count(*) AS n FROM graph_entity WHERE state = 'live' GROUP BY kind"
        )
        return {row["kind"]: int(row["n"]) for row in rows}


def entity_of(row: Row) -> Entity:
    """A row as a model."""
    return Entity(
        id=EntityId.of(row["id"]),
        kind=EntityKind(row["kind"]),
        name=row["name"],
        note=row["note"],
        origin=Origin(row["origin"]),
        article_id=ArticleId.or_none(row["article_id"]),
        names=tuple(row.get("names") or ()),
    )


def relation_of(row: Row) -> Relation:
    """A row as a model."""
    return Relation(
        id=RelationId.of(row["id"]),
        subject_id=EntityId.of(row["subject_id"]),
        kind=RelationKind(row["kind"]),
        object_id=EntityId.of(row["object_id"]),
        origin=Origin(row["origin"]),
    )


def params_of(entity: Entity) -> dict[str, Any]:
    """An entity as parameters of a statement."""
    return {"id": entity.id, "kind": entity.kind.value, "name": entity.name, "note": entity.note}
