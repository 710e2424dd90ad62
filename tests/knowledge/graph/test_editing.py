"""What people do to the graph stays, and can be undone."""

from dataclasses import replace

import pytest

from hearthline.access import Staff
from hearthline.knowledge import Graph, GraphEditing, Knowledge
from hearthline.knowledge.graph.errors import (
    EditSuperseded,
    EditUnknown,
    EntityUnknown,
    ItemIsNotEdited,
    KindsDiffer,
    NameTaken,
    RelationToItself,
    RelationUnknown,
)
from hearthline.knowledge.graph.model import EntityChange, EntityId, EntityKind, RelationKind
from hearthline.platform.db import Session
from tests.make import graph as make
from tests.make.graph import named, names

pytestmark = pytest.mark.store

SERVICE, DOCUMENT, PLACE = EntityKind.SERVICE, EntityKind.DOCUMENT, EntityKind.PLACE


async def read_anew(session: Session, knowledge: Knowledge, graph: Graph) -> None:
    """Publish every item in a new version, and read them."""
    drafts = [replace(draft, answer=f"{draft.answer}改") for draft in make.DRAFTS]
    await knowledge.load_pack(session, drafts)
    await graph.extract(session)


async def shape(session: Session, graph: Graph, name: str, kind: EntityKind) -> set[str]:
    """The names around an entity."""
    entity = await named(session, graph, kind, name)
    found = await graph.neighbourhood(session, entity.id)
    return {one.name for one, distance in found.entities if distance}


async def test_an_entity_is_added_and_that_is_undone(
    session: Session, graph: Graph, editing: GraphEditing, editor: Staff
) -> None:
    entity, edit = await editing.add(session, PLACE, name=" 东城营业厅 ", note="周一休", by=editor)
    assert (entity.name, entity.note) == ("东城营业厅", "周一休")
    await graph.extract(session)
    assert await names(session, graph, PLACE) == ["东城营业厅"]

    undone = await editing.undo(session, edit.number, by=editor)

    assert undone.undone_at is not None
    assert await names(session, graph, PLACE) == []


async def test_a_name_that_is_taken_is_refused(
    session: Session, editing: GraphEditing, editor: Staff
) -> None:
    with pytest.raises(NameTaken):
        await editing.add(session, SERVICE, name="报停", by=editor)


async def test_a_new_name_stays_when_items_are_read_again(
    session: Session, graph: Graph, knowledge: Knowledge, editing: GraphEditing, editor: Staff
) -> None:
    stop = await named(session, graph, SERVICE, "报停")
    change = EntityChange(name="停热申请", note="供热期前办", names=("停暖",))

    changed, edit = await editing.change(session, stop.id, change, by=editor)
    await read_anew(session, knowledge, graph)

    assert (changed.id, changed.name) == (stop.id, "停热申请")
    assert "报停" not in await names(session, graph, SERVICE)
    now = await graph.get(session, stop.id)
    assert set(now.names) == {"报停", "停暖"}
    entities, _ = await graph.search(session, "停暖怎么办", view=knowledge.view())
    assert [one.id for one in entities] == [stop.id]

    await editing.undo(session, edit.number, by=editor)
    assert (await graph.get(session, stop.id)).name == "报停"
    assert (await graph.get(session, stop.id)).names == ()


async def test_what_is_deleted_stays_away(
    session: Session, graph: Graph, knowledge: Knowledge, editing: GraphEditing, editor: Staff
) -> None:
    house = await named(session, graph, DOCUMENT, "房产证")

    edit = await editing.delete(session, house.id, by=editor)
    await read_anew(session, knowledge, graph)

    assert await names(session, graph, DOCUMENT) == ["身份证"]
    assert "房产证" not in await shape(session, graph, "报停", SERVICE)
    with pytest.raises(EntityUnknown):
        await graph.get(session, house.id)

    await editing.undo(session, edit.number, by=editor)
    assert "房产证" in await shape(session, graph, "报停", SERVICE)


async def test_merging_joins_names_and_relations_for_good(
    session: Session, graph: Graph, knowledge: Knowledge, editing: GraphEditing, editor: Staff
) -> None:
    stop = await named(session, graph, SERVICE, "报停")
    resume = await named(session, graph, SERVICE, "恢复供热")
    around = await shape(session, graph, "报停", SERVICE)
    also = await shape(session, graph, "恢复供热", SERVICE)

    kept, edit = await editing.merge(session, resume.id, stop.id, by=editor)
    await read_anew(session, knowledge, graph)

    assert kept.id == stop.id
    assert "恢复供热" not in await names(session, graph, SERVICE)
    assert await shape(session, graph, "报停", SERVICE) == around | also
    assert "恢复供热" in (await graph.get(session, stop.id)).names

    await editing.undo(session, edit.number, by=editor)
    assert await shape(session, graph, "报停", SERVICE) == around
    assert await shape(session, graph, "恢复供热", SERVICE) == also


async def test_a_relation_is_made_and_unmade(
    session: Session, graph: Graph, knowledge: Knowledge, editing: GraphEditing, editor: Staff
) -> None:
    stop = await named(session, graph, SERVICE, "报停")
    valve = await named(session, graph, EntityKind.REMEDY, "打开阀门")

    relation, edit = await editing.relate(
        session, stop.id, kind=RelationKind.REQUIRES, to=valve.id, by=editor
    )
    await read_anew(session, knowledge, graph)
    assert "打开阀门" in await shape(session, graph, "报停", SERVICE)

    await editing.undo(session, edit.number, by=editor)
    assert "打开阀门" not in await shape(session, graph, "报停", SERVICE)
    with pytest.raises(RelationUnknown):
        await editing.part(session, relation.id, by=editor)


async def test_a_relation_that_was_denied_stays_away(
    session: Session, graph: Graph, knowledge: Knowledge, editing: GraphEditing, editor: Staff
) -> None:
    stop = await named(session, graph, SERVICE, "报停")
    found = await graph.neighbourhood(session, stop.id)
    house = await named(session, graph, DOCUMENT, "房产证")
    needs = next(
        one for one in found.relations if (one.subject_id, one.object_id) == (stop.id, house.id)
    )

    edit = await editing.part(session, needs.id, by=editor)
    await read_anew(session, knowledge, graph)
    assert "房产证" not in await shape(session, graph, "报停", SERVICE)

    await editing.undo(session, edit.number, by=editor)
    assert "房产证" in await shape(session, graph, "报停", SERVICE)


async def test_what_was_built_upon_is_undone_last(
    session: Session, graph: Graph, editing: GraphEditing, editor: Staff
) -> None:
    entity, first = await editing.add(session, PLACE, name="甲厅", by=editor)
    _, second = await editing.change(session, entity.id, EntityChange(name="乙厅"), by=editor)

    with pytest.raises(EditSuperseded):
        await editing.undo(session, first.number, by=editor)
    await editing.undo(session, second.number, by=editor)
    await editing.undo(session, first.number, by=editor)
    with pytest.raises(EditUnknown):
        await editing.undo(session, first.number, by=editor)

    edits = await editing.edits(session)
    assert [one.number for one in edits] == [2, 1]
    assert all(one.undone_at for one in edits)


async def test_undoing_an_addition_leaves_what_items_name(
    session: Session, graph: Graph, knowledge: Knowledge, editing: GraphEditing, editor: Staff
) -> None:
    _, edit = await editing.add(session, PLACE, name="营业厅", by=editor)
    await knowledge.load_pack(
        session, (*make.DRAFTS, make.item("hall", ("地点", "营业厅"), title="营业厅在哪"))
    )
    await graph.extract(session)

    await editing.undo(session, edit.number, by=editor)

    assert await names(session, graph, PLACE) == ["营业厅"]
    assert await shape(session, graph, "营业厅", PLACE) == {"营业厅在哪"}


async def test_what_cannot_be_is_refused(
    session: Session, graph: Graph, editing: GraphEditing, editor: Staff
) -> None:
    stop = await named(session, graph, SERVICE, "报停")
    house = await named(session, graph, DOCUMENT, "房产证")
    item = await named(session, graph, EntityKind.ITEM, "怎么办报停")

    with pytest.raises(KindsDiffer):
        await editing.merge(session, stop.id, house.id, by=editor)
    with pytest.raises(RelationToItself):
        await editing.merge(session, stop.id, stop.id, by=editor)
    with pytest.raises(RelationToItself):
        await editing.relate(session, stop.id, kind=RelationKind.NEEDS, to=stop.id, by=editor)
    with pytest.raises(ItemIsNotEdited):
        await editing.delete(session, item.id, by=editor)
    with pytest.raises(ItemIsNotEdited):
        await editing.add(session, EntityKind.ITEM, name="新的", by=editor)
    with pytest.raises(EntityUnknown):
        await editing.delete(session, EntityId.new(), by=editor)
    with pytest.raises(EditUnknown):
        await editing.undo(session, 99, by=editor)
