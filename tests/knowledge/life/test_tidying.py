"""Changes of many items, what they leave to a second person, and the way back (R117)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.access import Access, Role, Staff
from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge import Knowledge
from hearthline.knowledge.life import BulkChange, Editing, ItemState, Sought
from hearthline.knowledge.life.errors import BatchUndone, BatchUnknown, CopyUnknown
from hearthline.knowledge.life.model import BatchId, Place
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.store


@pytest.fixture
def access(database: Database, clock: FakeClock, vault: Vault) -> Access:
    return make_staff.access(database, clock, vault)


@pytest.fixture
def knowledge(database: Database, clock: FakeClock) -> Knowledge:
    return Knowledge(database, clock)


@pytest.fixture
def editing(knowledge: Knowledge, clock: FakeClock, access: Access) -> Editing:
    return Editing(knowledge, clock, names=access.names)


@pytest.fixture
async def writer(database: Database, tenant: TenantId, access: Access) -> Staff:
    async with database.session(tenant) as session:
        return await make_staff.staff(session, access, Role.EDITOR, name="李静")


@pytest.fixture
async def ids(database: Database, tenant: TenantId, knowledge: Knowledge) -> list[ArticleId]:
    """The published articles, by slug: agent-refund, airlock, temp-standard."""
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, make.DRAFTS)
        rows = await session.all("SELECT article_id FROM article_card ORDER BY slug LIMIT 9")
    return [ArticleId.of(row["article_id"]) for row in rows]


async def test_order_changes_at_once_and_is_undone(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    ids: list[ArticleId],
    writer: Staff,
) -> None:
    change = BulkChange(catalogue="供热/常识", add_tags=("冬季",), owner="lijing")
    async with database.session(tenant) as session:
        done = await editing.bulk(session, ids, change, by=writer)
        again = await editing.bulk(session, ids, change, by=writer)
        live = await knowledge.get(session, ids[1])
    await knowledge.refresh(tenant)
    hit = (await knowledge.search(tenant, "气堵怎么办"))[0]

    assert (done.changed, done.drafted, again.unchanged) == (3, 0, 3)
    assert (live.version, live.draft.catalogue, live.draft.owner) == (2, "供热/常识", "lijing")
    assert (hit.catalogue, hit.tags, hit.answer) == ("供热/常识", ("冬季",), make.AIRLOCK.answer)

    async with database.session(tenant) as session:
        back = await editing.undo_bulk(session, done.batch_id, by=writer)
        with pytest.raises(BatchUndone):
            await editing.undo_bulk(session, done.batch_id, by=writer)
        with pytest.raises(BatchUnknown):
            await editing.undo_bulk(session, BatchId.new(), by=writer)
        live = await knowledge.get(session, ids[1])

    assert (back.changed, live.version, live.draft.catalogue) == (3, 1, "")


async def test_whom_and_when_go_through_review(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    ids: list[ArticleId],
    clock: FakeClock,
    writer: Staff,
) -> None:
    ends = clock.now() + timedelta(days=90)
    change = BulkChange(audience=("agent", "field"), valid_to=ends, add_tags=("内部",))
    async with database.session(tenant) as session:
        written = await editing.open(session, ids[1], by=writer)
        await editing.save(session, ids[1], {"answer": "在写"}, counter=written.counter, by=writer)
        handed = await editing.open(session, ids[2], by=writer)
        handed = await editing.save(
            session, ids[2], {"answer": "在审"}, counter=handed.counter, by=writer
        )
        await editing.submit(session, ids[2], counter=handed.counter, by=writer)
        done = await editing.bulk(session, [*ids, ArticleId.new()], change, by=writer)
        fresh, mixed = [await editing.copy(session, one) for one in ids[:2]]
        live = await knowledge.get(session, ids[0])

    assert (done.changed, len(done.skipped)) == (3, 2)
    assert done.skipped[ids[2]] == "in_review"
    assert (live.version, live.draft.audience, live.draft.tags) == (2, ("agent",), ("内部",))
    assert (fresh.based_on, fresh.draft.audience) == (2, ("agent", "field"))
    assert fresh.draft.valid_to == ends
    assert (mixed.based_on, mixed.draft.answer) == (2, "在写")
    assert mixed.draft.audience == ("agent", "field")

    async with database.session(tenant) as session:
        await editing.undo_bulk(session, done.batch_id, by=writer)
        with pytest.raises(CopyUnknown):
            await editing.copy(session, ids[0])
        mixed = await editing.copy(session, ids[1])
    assert (mixed.draft.answer, mixed.draft.audience) == ("在写", make.AIRLOCK.audience)


async def test_what_was_changed_since_is_not_undone(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    ids: list[ArticleId],
    writer: Staff,
) -> None:
    async with database.session(tenant) as session:
        first = await editing.bulk(session, ids, BulkChange(owner="a"), by=writer)
        await editing.bulk(session, ids[:1], BulkChange(owner="b"), by=writer)
        back = await editing.undo_bulk(session, first.batch_id, by=writer)
        kept = await knowledge.get(session, ids[0])

    assert (back.changed, back.skipped) == (2, {ids[0]: "changed_since"})
    assert kept.draft.owner == "b"


async def test_a_place_of_the_catalogue_moves_with_all_below(
    editing: Editing, database: Database, tenant: TenantId, ids: list[ArticleId], writer: Staff
) -> None:
    async with database.session(tenant) as session:
        for one, place in zip(ids, ("供热", "供热/缴费", "供热费"), strict=True):
            await editing.bulk(session, [one], BulkChange(catalogue=place), by=writer)
        await editing.move(session, "供热", "公用/暖气", by=writer)
        cards = {card.article_id: card for card in await editing.list(session, Sought())}
        await editing.move(session, "公用/暖气", "", by=writer)
        tree = await editing.listing.tree(session)
        without = await editing.list(session, Sought(catalogue=""))

    assert [card.article_id for card in without] == [ids[0]]
    assert [cards[one].catalogue for one in ids] == ["公用/暖气", "公用/暖气/缴费", "供热费"]
    assert [branch.path for branch in tree] == ["", "供热费", "缴费"]


async def test_lists_know_states_ends_and_review_dates(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    ids: list[ArticleId],
    clock: FakeClock,
    writer: Staff,
) -> None:
    now = clock.now()
    short = replace(make.AIRLOCK, valid_to=now + timedelta(days=3))
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, [make.STANDARD, short])
        stale = BulkChange(review_on=now.date())
        await editing.bulk(session, ids[2:], stale, by=writer)
        await editing.open(session, ids[2], by=writer)
        soon = await editing.list(session, Sought(ends_before=now + timedelta(days=30)))
        due = await editing.list(session, Sought(review_before=now.date()))
        overview = await editing.overview(session)
        by_state = {
            state: [card.slug for card in await editing.list(session, Sought(state=state))]
            for state in ItemState
        }
    clock.advance(timedelta(days=4))
    async with database.session(tenant) as session:
        expired = await editing.list(session, Sought(state=ItemState.EXPIRED))
    await knowledge.refresh(tenant)

    assert [card.slug for card in soon] == ["airlock"]
    assert [card.slug for card in due] == ["temp-standard"]
    assert (overview.total, overview.ending, overview.stale) == (3, 1, 1)
    assert by_state[ItemState.WITHDRAWN] == ["agent-refund"]
    assert by_state[ItemState.DRAFT] == ["temp-standard"]
    assert sorted(by_state[ItemState.PUBLISHED]) == ["airlock", "temp-standard"]
    assert [card.slug for card in expired] == ["airlock"]
    assert "airlock" not in {hit.slug for hit in await knowledge.search(tenant, "气堵怎么办")}


async def test_a_percent_sign_is_a_letter_and_pages_do_not_overlap(
    editing: Editing, database: Database, tenant: TenantId, ids: list[ArticleId]
) -> None:
    async with database.session(tenant) as session:
        assert await editing.list(session, Sought(text="%")) == []
        assert len(await editing.list(session, Sought(text="室温"))) == 1
        first = await editing.list(session, Sought(limit=2))
        last = first[-1]
        rest = await editing.list(
            session, Sought(after=Place(last.changed_at, last.article_id), limit=2)
        )

    assert {card.article_id for card in (*first, *rest)} == set(ids)


async def test_conflicts_are_found_among_what_is_published(
    editing: Editing, database: Database, tenant: TenantId, knowledge: Knowledge
) -> None:
    rival = replace(make.AIRLOCK, slug="rival", questions=("家里几度算达标呀",))
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, [make.STANDARD, rival])
    found = await editing.conflicts(tenant, database)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, [make.STANDARD])

    assert [(one.left.slug, one.right.slug) for one in found] == [("rival", "temp-standard")]
    assert await editing.conflicts(tenant, database) == []
