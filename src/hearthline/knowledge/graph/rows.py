"""Single rows of the graph, as people change them and as undoing puts them back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hearthline.knowledge.graph.model import EntityId, Relation, RelationId, RelationKind
from hearthline.knowledge.graph.store import relation_of
from hearthline.platform.db import Row, Session

_RELATION = """
INSERT INTO graph_relation (id, subject_id, kind, object_id, origin, state, created_at)
VALUES (%(id)s, %(subject)s, %(kind)s, %(object)s, 'person', 'live', %(at)s)
ON CONFLICT (tenant_id, subject_id, kind, object_id) DO UPDATE SET state = 'live'
RETURNING *
"""
_TOUCHING = """
SELECT id, subject_id, kind, object_id, origin, state, created_at FROM graph_relation
WHERE subject_id = %(id)s OR object_id = %(id)s ORDER BY id LIMIT 20000
"""
# A twin says the same of the entity that takes the other in; it stays, and the sources join it.
_JOIN_SOURCES = """
INSERT INTO graph_source (source, relation_id, version, place)
SELECT source, %(kept)s, version, place FROM graph_source WHERE relation_id = %(dropped)s
ON CONFLICT DO NOTHING
"""
_TWIN = """
SELECT id, state FROM graph_relation
WHERE subject_id = %(subject)s AND kind = %(kind)s AND object_id = %(object)s
"""
_RESTORE = """
INSERT INTO graph_relation (id, subject_id, kind, object_id, origin, state, created_at)
SELECT %(id)s::uuid, s.id, %(kind)s, o.id, %(origin)s, %(state)s, %(created_at)s::timestamptz
FROM graph_entity s, graph_entity o
WHERE s.id = %(subject_id)s::uuid AND o.id = %(object_id)s::uuid
ON CONFLICT (tenant_id, id) DO UPDATE
  SET subject_id = EXCLUDED.subject_id, object_id = EXCLUDED.object_id
"""
_READ_AGAIN = """
UPDATE graph_extraction SET rules = 0 WHERE source IN (
  SELECT s.source FROM graph_source s JOIN graph_relation r
    ON r.tenant_id = s.tenant_id AND r.id = s.relation_id
  WHERE r.subject_id = ANY(%(ids)s) OR r.object_id = ANY(%(ids)s))
"""


class EntityRows:
    """Entities of the session's tenant and the names that lead to them."""

    async def set_entity(self, session: Session, entity_id: EntityId, **columns: Any) -> None:
        """Set columns of an entity: `name`, `note`, `state`, `origin`, `is_touched`."""
        names = sorted(columns)
        assignments = ", ".join(f"{name} = %({name})s" for name in names)
        sql = f"UPDATE graph_entity SET {assignments} WHERE id = %(id)s"  # noqa: S608  (our own column names)
        await session.execute(sql, columns | {"id": entity_id})

    async def remove_entity(self, session: Session, entity_id: EntityId) -> None:
        """Take an entity away as if it had never been, with its names and relations."""
        await session.execute("DELETE FROM graph_entity WHERE id = %(id)s", {"id": entity_id})

    async def names(self, session: Session, entity_id: EntityId) -> list[tuple[str, str]]:
        """The keys and names that lead to an entity."""
        rows = await session.all(
            "SELECT key, name FROM graph_name WHERE entity_id = %(id)s ORDER BY key LIMIT 1000",
            {"id": entity_id},
        )
        return [(row["key"], row["name"]) for row in rows]

    async def add_name(
        self, session: Session, entity_id: EntityId, *, kind: str, key: str, name: str
    ) -> None:
        """Let a name lead to an entity, which it led to before or nowhere."""
        await session.execute(
            "INSERT INTO graph_name (kind, key, name, entity_id)"
            " VALUES (%(kind)s, %(key)s, %(name)s, %(id)s)"
            " ON CONFLICT (tenant_id, kind, key) DO UPDATE SET entity_id = EXCLUDED.entity_id",
            {"kind": kind, "key": key, "name": name, "id": entity_id},
        )

    async def drop_names(self, session: Session, entity_id: EntityId, keys: Sequence[str]) -> None:
        """Let these names lead nowhere."""
        await session.execute(
            "DELETE FROM graph_name WHERE entity_id = %(id)s AND key = ANY(%(keys)s)",
            {"id": entity_id, "keys": list(keys)},
        )

    async def move_names(self, session: Session, source: EntityId, target: EntityId) -> None:
        """Let every name of one entity lead to another."""
        await session.execute(
            "UPDATE graph_name SET entity_id = %(target)s WHERE entity_id = %(source)s",
            {"source": source, "target": target},
        )

    async def read_again(self, session: Session, ids: Sequence[EntityId]) -> None:
        """Whatever states something of these entities is read anew by the next extraction."""
        await session.execute(_READ_AGAIN, {"ids": list(ids)})


class RelationRows:
    """Relations of the session's tenant."""

    async def relate(
        self,
        session: Session,
        subject: EntityId,
        *,
        kind: RelationKind,
        found: EntityId,
        at: datetime,
    ) -> tuple[Relation, str]:
        """Make a relation, or let one live again; what it was: `new`, `denied` or `live`."""
        params = {
            "id": RelationId.new(),
            "subject": subject,
            "kind": kind,
            "object": found,
            "at": at,
        }
        twin = await session.maybe(_TWIN, params)
        row = await session.one(_RELATION, params)
        return relation_of(row), twin["state"] if twin else "new"

    async def relation(self, session: Session, relation_id: RelationId) -> Relation | None:
        """A living relation."""
        row = await session.maybe(
            "SELECT * FROM graph_relation WHERE id = %(id)s AND state = 'live'",
            {"id": relation_id},
        )
        return None if row is None else relation_of(row)

    async def set_relation(self, session: Session, relation_id: RelationId, state: str) -> None:
        """Let a relation live, or deny it."""
        await session.execute(
            "UPDATE graph_relation SET state = %(state)s WHERE id = %(id)s",
            {"id": relation_id, "state": state},
        )

    async def unmake(self, session: Session, relation_id: RelationId) -> None:
        """Take away what a person made; what a source states as well stays as read from it."""
        await session.execute(
            "UPDATE graph_relation SET origin = 'extracted' WHERE id = %(id)s", {"id": relation_id}
        )

    async def touching(self, session: Session, entity_id: EntityId) -> list[Row]:
        """Every relation of an entity, denied ones too, as it stands in the table."""
        return await session.all(_TOUCHING, {"id": entity_id})

    async def move_relation(
        self, session: Session, row: Row, *, source: EntityId, target: EntityId
    ) -> None:
        """Give a relation of one entity to another; a twin there takes its sources over."""
        ends = {
            "subject": target if row["subject_id"] == source else row["subject_id"],
            "object": target if row["object_id"] == source else row["object_id"],
            "kind": row["kind"],
            "id": row["id"],
        }
        twin = await session.maybe(_TWIN, ends)
        if twin is None and ends["subject"] != ends["object"]:
            await session.execute(
                "UPDATE graph_relation SET subject_id = %(subject)s, object_id = %(object)s"
                " WHERE id = %(id)s",
                ends,
            )
            return
        if twin is not None:
            both = {"kept": twin["id"], "dropped": row["id"]}
            await session.execute(_JOIN_SOURCES, both)
        await session.execute("DELETE FROM graph_relation WHERE id = %(id)s", ends)

    async def restore(self, session: Session, row: dict[str, Any]) -> None:
        """Give a relation the ends that it had."""
        await session.execute(_RESTORE, row)


@dataclass(frozen=True, slots=True)
class Rows:
    """Both."""

    entities: EntityRows = field(default_factory=EntityRows)
    relations: RelationRows = field(default_factory=RelationRows)
