"""Putting back what an edit found before."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, cast

from hearthline.knowledge.graph.model import Deed, Edit, RelationId
from hearthline.knowledge.graph.rows import Rows
from hearthline.platform.db import Session

_Undo = Callable[[Rows, Session, Edit], Awaitable[None]]


async def undo(rows: Rows, session: Session, edit: Edit) -> None:
    """Put everything back; what items state is read again by whoever asks for this."""
    await _UNDO[edit.deed](rows, session, edit)


async def _add_entity(rows: Rows, session: Session, edit: Edit) -> None:
    """One that items name by now stays as theirs; without any it goes with the next sweep."""
    entity_id = edit.entities[0]
    if edit.before["was"] == "gone":
        await rows.entities.set_entity(session, entity_id, state="gone")
        return
    await rows.entities.read_again(session, [entity_id])
    await rows.entities.remove_entity(session, entity_id)


async def _change_entity(rows: Rows, session: Session, edit: Edit) -> None:
    entity_id, before = edit.entities[0], edit.before
    await rows.entities.set_entity(session, entity_id, name=before["name"], note=before["note"])
    had = {key for key, _ in before["names"]}
    added = [key for key, _ in await rows.entities.names(session, entity_id) if key not in had]
    if added:
        await rows.entities.read_again(session, [entity_id])
        await rows.entities.drop_names(session, entity_id, added)


async def _merge(rows: Rows, session: Session, edit: Edit) -> None:
    source, target = edit.entities
    await rows.entities.read_again(session, [source, target])
    kind = await _kind_of(session, edit)
    for key, name in edit.before["names"]:
        await rows.entities.add_name(session, source, kind=kind, key=key, name=name)
    await rows.entities.set_entity(session, source, state="live")
    for row in cast("list[dict[str, Any]]", edit.before["relations"]):
        await rows.relations.restore(session, row)


async def _kind_of(session: Session, edit: Edit) -> str:
    params = {"id": edit.entities[0]}
    row = await session.one("SELECT kind FROM graph_entity WHERE id = %(id)s", params)
    return str(row["kind"])


async def _delete_entity(rows: Rows, session: Session, edit: Edit) -> None:
    await rows.entities.set_entity(session, edit.entities[0], state="live")


async def _add_relation(rows: Rows, session: Session, edit: Edit) -> None:
    relation_id = RelationId.of(edit.before["relation"])
    if edit.before["was"] == "new":
        await rows.relations.unmake(session, relation_id)
    elif edit.before["was"] == "denied":
        await rows.relations.set_relation(session, relation_id, "denied")


async def _delete_relation(rows: Rows, session: Session, edit: Edit) -> None:
    await rows.relations.set_relation(session, RelationId.of(edit.before["relation"]), "live")


_UNDO: Final[dict[Deed, _Undo]] = {
    Deed.ADD_ENTITY: _add_entity,
    Deed.CHANGE_ENTITY: _change_entity,
    Deed.MERGE: _merge,
    Deed.DELETE_ENTITY: _delete_entity,
    Deed.ADD_RELATION: _add_relation,
    Deed.DELETE_RELATION: _delete_relation,
}
