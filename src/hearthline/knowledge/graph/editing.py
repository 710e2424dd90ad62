"""What people do to the graph: add, rename, merge, delete, each with a way back.

What a person did stays when items are read again: names lead where people let them lead, what is
deleted stays away.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hearthline.access import Staff
from hearthline.kernel import Clock
from hearthline.knowledge.graph.edit_store import EditStore
from hearthline.knowledge.graph.errors import (
    EditSuperseded,
    EditUnknown,
    EntityUnknown,
    ItemIsNotEdited,
    KindsDiffer,
    MergerGone,
    NameTaken,
    RelationToItself,
    RelationUnknown,
)
from hearthline.knowledge.graph.extraction import named
from hearthline.knowledge.graph.model import (
    Deed,
    Edit,
    Entity,
    EntityChange,
    EntityId,
    EntityKind,
    Named,
    Origin,
    Relation,
    RelationId,
    RelationKind,
)
from hearthline.knowledge.graph.reading_store import ReadingStore
from hearthline.knowledge.graph.rows import Rows
from hearthline.knowledge.graph.service import Graph
from hearthline.knowledge.graph.store import GraphStore
from hearthline.knowledge.graph.undoing import undo
from hearthline.platform.db import Session


class GraphEditing:
    """The verbs of people; each is written down and can be undone."""

    def __init__(self, graph: Graph, clock: Clock) -> None:
        """Work on a graph."""
        self._graph = graph
        self._clock = clock
        self._store = GraphStore()
        self._edits = EditStore()
        self._readings = ReadingStore()
        self._rows = Rows()

    async def add(
        self, session: Session, kind: EntityKind, *, name: str, note: str = "", by: Staff
    ) -> tuple[Entity, Edit]:
        """Add an entity; one that was deleted comes back. Raises NameTaken, ItemIsNotEdited."""
        wanted = self._wanted(kind, name)
        await self._store.lock(session)
        known = (await self._store.known(session, [wanted])).get((kind, wanted.key))
        if known is not None and known[1] != "gone":
            raise NameTaken(name=wanted.name)
        if known is None:
            made = await self._store.add(
                session, [wanted], origin=Origin.PERSON, at=self._clock.now()
            )
            entity_id, was = made[(kind, wanted.key)], "new"
        else:
            entity_id, was = known[0], "gone"
        await self._rows.entities.set_entity(
            session, entity_id, state="live", note=note, is_touched=True
        )
        edit = await self._record(session, Deed.ADD_ENTITY, [entity_id], {"was": was}, by=by)
        return await self._graph.get(session, entity_id), edit

    async def change(
        self, session: Session, entity_id: EntityId, change: EntityChange, *, by: Staff
    ) -> tuple[Entity, Edit]:
        """Rename an entity, annotate it, add what else it is called; old names still lead to it.

        Raises EntityUnknown, NameTaken, ItemIsNotEdited.
        """
        await self._store.lock(session)
        entity = await self._editable(session, entity_id)
        names = await self._rows.entities.names(session, entity_id)
        before = {"name": entity.name, "note": entity.note, "names": names}
        if change.name is not None:
            await self._name(session, entity, change.name)
            await self._rows.entities.set_entity(session, entity_id, name=change.name.strip())
        if change.names is not None:
            for further in change.names:
                await self._name(session, entity, further)
        note = entity.note if change.note is None else change.note
        await self._rows.entities.set_entity(session, entity_id, note=note, is_touched=True)
        edit = await self._record(session, Deed.CHANGE_ENTITY, [entity_id], before, by=by)
        return await self._graph.get(session, entity_id), edit

    async def merge(
        self, session: Session, source: EntityId, target: EntityId, *, by: Staff
    ) -> tuple[Entity, Edit]:
        """Let `target` take `source` in, with its names and relations.

        Raises EntityUnknown, MergerGone, KindsDiffer, RelationToItself, ItemIsNotEdited.
        """
        await self._store.lock(session)
        one = await self._editable(session, source)
        if source == target:
            raise RelationToItself
        other = (await self._store.find(session, [target])).get(target)
        if other is None:
            raise MergerGone
        if one.kind is not other.kind:
            raise KindsDiffer(one=one.name, other=other.name)
        rows = await self._rows.relations.touching(session, source)
        before = {
            "names": await self._rows.entities.names(session, source),
            "relations": [_plain(row) for row in rows],
        }
        for row in rows:
            await self._rows.relations.move_relation(session, row, source=source, target=target)
        await self._rows.entities.move_names(session, source, target)
        await self._rows.entities.set_entity(session, source, state="merged", is_touched=True)
        await self._rows.entities.set_entity(session, target, is_touched=True)
        edit = await self._record(session, Deed.MERGE, [source, target], before, by=by)
        return await self._graph.get(session, target), edit

    async def delete(self, session: Session, entity_id: EntityId, *, by: Staff) -> Edit:
        """Delete an entity; it stays away however often items name it. Raises EntityUnknown."""
        await self._store.lock(session)
        await self._editable(session, entity_id)
        await self._rows.entities.set_entity(session, entity_id, state="gone", is_touched=True)
        return await self._record(session, Deed.DELETE_ENTITY, [entity_id], {}, by=by)

    async def relate(
        self,
        session: Session,
        subject: EntityId,
        *,
        kind: RelationKind,
        to: EntityId,
        by: Staff,
    ) -> tuple[Relation, Edit]:
        """Relate two entities, items too. Raises EntityUnknown, RelationToItself."""
        if subject == to:
            raise RelationToItself
        await self._store.lock(session)
        for end in (subject, to):
            await self._graph.get(session, end)
        relation, was = await self._rows.relations.relate(
            session, subject, kind=kind, found=to, at=self._clock.now()
        )
        before = {"relation": str(relation.id), "was": was}
        edit = await self._record(session, Deed.ADD_RELATION, [subject, to], before, by=by)
        return relation, edit

    async def part(self, session: Session, relation_id: RelationId, *, by: Staff) -> Edit:
        """Deny a relation; it stays away however often items state it. Raises RelationUnknown."""
        await self._store.lock(session)
        relation = await self._rows.relations.relation(session, relation_id)
        if relation is None:
            raise RelationUnknown(relation_id=relation_id)
        await self._rows.relations.set_relation(session, relation_id, "denied")
        ends = [relation.subject_id, relation.object_id]
        before = {"relation": str(relation_id)}
        return await self._record(session, Deed.DELETE_RELATION, ends, before, by=by)

    async def edits(
        self, session: Session, *, before: int | None = None, limit: int = 50
    ) -> Sequence[Edit]:
        """A page of what people did, newest first."""
        return await self._edits.page(session, before=before, limit=limit)

    async def undo(self, session: Session, number: int, *, by: Staff) -> Edit:
        """Undo one edit; raises EditUnknown, EditSuperseded when the same was changed later."""
        await self._store.lock(session)
        edit = await self._edits.find(session, number)
        if edit is None or edit.undone_at is not None:
            raise EditUnknown(number=number)
        later = await self._edits.later(session, edit)
        if later is not None:
            raise EditSuperseded(later=later)
        await undo(self._rows, session, edit)
        await self._readings.sweep(session)
        await self._edits.mark_undone(session, number, by=by.id, at=self._clock.now())
        await self._graph.extract(session)
        found = await self._edits.find(session, number)
        return found or edit

    def _wanted(self, kind: EntityKind, name: str) -> Named:
        wanted = named(kind, name)
        if kind is EntityKind.ITEM or wanted is None:
            raise ItemIsNotEdited
        return wanted

    async def _editable(self, session: Session, entity_id: EntityId) -> Entity:
        entity = (await self._store.find(session, [entity_id])).get(entity_id)
        if entity is None:
            raise EntityUnknown(entity_id=entity_id)
        if entity.kind is EntityKind.ITEM:
            raise ItemIsNotEdited
        return entity

    async def _name(self, session: Session, entity: Entity, name: str) -> None:
        wanted = self._wanted(entity.kind, name)
        known = (await self._store.known(session, [wanted])).get((entity.kind, wanted.key))
        if known is not None and known[0] != entity.id:
            raise NameTaken(name=wanted.name)
        await self._rows.entities.add_name(
            session, entity.id, kind=entity.kind, key=wanted.key, name=wanted.name
        )

    async def _record(
        self,
        session: Session,
        deed: Deed,
        entities: Sequence[EntityId],
        before: dict[str, Any],
        *,
        by: Staff,
    ) -> Edit:
        return await self._edits.record(
            session, deed, entities, before=before, by=by.id, at=self._clock.now()
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON takes it."""
    return {
        key: value.isoformat() if isinstance(value, datetime) else str(value)
        for key, value in row.items()
    }
