"""Reading items into the graph, walking it, and what else applies (R70, R111)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.knowledge import ArticleUnknown, Graph, Knowledge, View
from hearthline.knowledge.graph.errors import EntityUnknown
from hearthline.knowledge.graph.model import (
    EntitiesWanted,
    EntityId,
    EntityKind,
    Reach,
    RelationKind,
)
from hearthline.platform.db import Database, Session
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make import graph as make
from tests.make.graph import article_id, named, names

pytestmark = pytest.mark.store

CUSTOMER = "customer"


@pytest.fixture
def view(knowledge: Knowledge) -> View:
    return knowledge.view(CUSTOMER, "web")


async def test_items_become_entities_and_relations(session: Session, graph: Graph) -> None:
    assert await names(session, graph, EntityKind.SERVICE) == ["供热报修", "恢复供热", "报停"]
    assert set(await names(session, graph, EntityKind.DOCUMENT)) == {"房产证", "身份证"}
    counts = await graph.counts(session)
    assert counts["item"] == len(make.DRAFTS)


async def test_reading_again_changes_nothing(session: Session, graph: Graph) -> None:
    before = await graph.counts(session)

    done = await graph.extract(session)

    assert (done.sources, done.removed) == (0, 0)
    assert await graph.counts(session) == before


async def test_a_new_version_takes_the_place_of_the_old_one(
    session: Session, graph: Graph, knowledge: Knowledge
) -> None:
    other = replace(make.STOP, attributes=make.item("x", ("业务", "暂停供热")).attributes)
    await knowledge.load_pack(session, (other, *make.DRAFTS[1:]))

    done = await graph.extract(session)

    assert done.sources == 1
    assert "房产证" not in await names(session, graph, EntityKind.DOCUMENT)
    assert "身份证" in await names(session, graph, EntityKind.DOCUMENT)
    assert "暂停供热" in await names(session, graph, EntityKind.SERVICE)


async def test_what_is_withdrawn_leaves_and_may_return(
    session: Session, graph: Graph, knowledge: Knowledge
) -> None:
    await knowledge.load_pack(session, make.DRAFTS[:3])
    await graph.extract(session)
    assert await names(session, graph, EntityKind.FAULT) == []
    assert (await graph.counts(session))["item"] == 3

    await knowledge.load_pack(session, make.DRAFTS)
    await graph.extract(session)

    assert await names(session, graph, EntityKind.FAULT) == ["家里不热"]


async def test_a_relation_knows_where_it_was_read(session: Session, graph: Graph) -> None:
    stop = await named(session, graph, EntityKind.SERVICE, "报停")

    found = await graph.neighbourhood(session, stop.id)
    sources = await graph.sources(session, found.relations)

    needs = next(one for one in found.relations if one.kind is RelationKind.NEEDS)
    read = next(one for one in sources if one.relation_id == needs.id)
    assert (read.source, read.version) == ("item:heating/stop-heat", 1)
    assert read.place == "attributes.材料"


async def test_a_walk_keeps_to_its_depth_and_number(session: Session, graph: Graph) -> None:
    stop = await named(session, graph, EntityKind.SERVICE, "报停")

    one = await graph.neighbourhood(session, stop.id, Reach(depth=1))
    two = await graph.neighbourhood(session, stop.id, Reach(depth=2))
    few = await graph.neighbourhood(session, stop.id, Reach(depth=4, most=3))

    assert {far for _, far in one.entities} == {0, 1}
    assert len(two.entities) > len(one.entities)
    assert "恢复供热" in {entity.name for entity, far in two.entities} | {
        entity.name
        for entity, far in (await graph.neighbourhood(session, stop.id, Reach(depth=3))).entities
    }
    assert (len(few.entities), few.is_cut) == (3, True)
    inside = {entity.id for entity, _ in two.entities}
    assert all(r.subject_id in inside and r.object_id in inside for r in two.relations)


async def test_a_walk_keeps_to_the_kinds_asked_for(session: Session, graph: Graph) -> None:
    stop = await named(session, graph, EntityKind.SERVICE, "报停")

    found = await graph.neighbourhood(
        session, stop.id, Reach(depth=4, kinds=(EntityKind.DOCUMENT,))
    )

    assert {entity.kind for entity, far in found.entities if far} == {EntityKind.DOCUMENT}


async def test_the_shortest_way_is_found(session: Session, graph: Graph) -> None:
    house = await named(session, graph, EntityKind.DOCUMENT, "房产证")
    resume = await named(session, graph, EntityKind.SERVICE, "恢复供热")

    path = await graph.path(session, house.id, resume.id)

    assert path is not None
    assert path.start.name == "房产证"
    assert [step.entity.name for step in path.steps][-1] == "恢复供热"
    assert len(path.steps) == 3
    here = house.id
    for step in path.steps:
        relation = step.relation
        ends = {relation.subject_id, relation.object_id}
        assert ends == {here, step.entity.id}
        here = step.entity.id


async def test_no_way_between_what_is_apart(session: Session, graph: Graph) -> None:
    stop = await named(session, graph, EntityKind.SERVICE, "报停")
    valve = await named(session, graph, EntityKind.CAUSE, "阀门没开")

    assert await graph.path(session, stop.id, valve.id) is None
    same = await graph.path(session, stop.id, stop.id)
    assert same is not None
    assert same.steps == ()


async def test_what_else_applies_comes_with_its_reasons(
    session: Session, graph: Graph, view: View
) -> None:
    found = await graph.associated(session, await article_id(session, "stop-heat"), view=view)

    assert [one.slug for one in found] == ["heating/resume-heat", "heating/stop-shop"]
    shop = found[1]
    assert {(reason.kind, reason.name) for reason in shop.reasons} == {
        (EntityKind.SERVICE, "报停"),
        (EntityKind.CONDITION, "没有欠费"),
    }
    assert found[0].score > shop.score > 0


async def test_only_what_the_view_shows_is_associated(
    session: Session, graph: Graph, knowledge: Knowledge, view: View
) -> None:
    stop = await article_id(session, "stop-heat")
    agents = await graph.associated(session, stop, view=knowledge.view("agent"))
    customers = await graph.associated(session, stop, view=view)
    long_ago = await graph.associated(session, stop, view=replace(view, at=view.at.replace(2010)))

    assert "heating/agent-stop" in {one.slug for one in agents}
    assert "heating/agent-stop" not in {one.slug for one in customers}
    assert long_ago == []


async def test_an_article_that_does_not_exist_has_nothing(
    session: Session, graph: Graph, view: View
) -> None:
    unknown = await article_id(session, "cold")
    with pytest.raises(ArticleUnknown):
        await graph.associated(session, type(unknown).new(), view=view)


async def test_a_question_finds_items_around_what_it_names(
    session: Session, graph: Graph, view: View
) -> None:
    entities, items = await graph.search(session, "我想问报停要带身份证吗", view=view)

    assert [one.name for one in entities] == ["身份证", "报停"]
    assert items[0].slug == "heating/stop-heat"
    assert await graph.search(session, "今天天气怎么样", view=view) == ([], [])


async def test_a_question_that_names_nothing_starts_from_what_search_found(
    session: Session, graph: Graph, view: View
) -> None:
    seeds = [await article_id(session, "stop-shop"), await article_id(session, "agent-stop")]

    entities, items = await graph.search(session, "门面关了", view=view, seeds=seeds)

    assert [one.name for one in entities] == ["报停"]
    assert [one.slug for one in items] == ["heating/stop-shop", "heating/stop-heat"]


async def test_entities_are_paged_and_found_by_a_part_of_the_name(
    session: Session, graph: Graph
) -> None:
    first = await graph.page(session, EntitiesWanted(limit=3))
    rest = await graph.page(session, EntitiesWanted(after=first[-1].id, limit=200))
    found = await graph.page(session, EntitiesWanted(words="供热"))

    assert len(first) == 3
    assert {one.id for one in first}.isdisjoint({one.id for one in rest})
    assert not any(one.kind is EntityKind.ITEM for one in (*first, *rest))
    assert {"供热报修", "恢复供热"} <= {one.name for one in found}
    assert "身份证" not in {one.name for one in found}


async def test_another_tenant_sees_nothing_of_it(
    session: Session, graph: Graph, database: Database
) -> None:
    stop = await named(session, graph, EntityKind.SERVICE, "报停")
    other = await make_tenant(database)

    async with database.session(other) as theirs:
        assert await graph.counts(theirs) == {}
        with pytest.raises(EntityUnknown):
            await graph.get(theirs, stop.id)
        with pytest.raises(EntityUnknown):
            await graph.neighbourhood(theirs, EntityId.new())


async def test_a_hub_tells_nothing(
    database: Database, graph: Graph, clock: FakeClock, view: View
) -> None:
    tenant = await make_tenant(database)
    many = [make.item(f"n{number}", ("地点", "营业厅")) for number in range(301)]
    async with database.session(tenant) as session:
        await Knowledge(database, clock).load_pack(session, many)
        done = await graph.extract(session)
        found = await graph.associated(session, await article_id(session, "n7"), view=view)

    assert done.sources == 301
    assert found == []


async def test_validity_is_looked_at_when_asked(
    session: Session, graph: Graph, knowledge: Knowledge, view: View
) -> None:
    ended = replace(make.SHOP, valid_to=view.at + timedelta(days=1))
    await knowledge.load_pack(session, (*make.DRAFTS[:2], ended, *make.DRAFTS[3:]))
    await graph.extract(session)
    stop = await article_id(session, "stop-heat")

    today = await graph.associated(session, stop, view=view)
    later = await graph.associated(
        session, stop, view=replace(view, at=view.at + timedelta(days=2))
    )

    assert "heating/stop-shop" in {one.slug for one in today}
    assert "heating/stop-shop" not in {one.slug for one in later}


async def test_many_items_are_read_in_several_transactions(
    database: Database, graph: Graph, clock: FakeClock
) -> None:
    tenant = await make_tenant(database)
    async with database.session(tenant) as session:
        await Knowledge(database, clock).load_pack(session, make.DRAFTS)
        first = await graph.extract(session, most=3)
        rest = await graph.extract(session, most=3)

    assert (first.is_complete, first.sources) == (False, 3)
    assert (rest.is_complete, rest.sources) == (True, 2)
