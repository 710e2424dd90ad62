"""From draft to publication and back, on a real database (R117)."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.access import Access, Role, Staff
from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge import ArticleUnknown, Knowledge, Origin
from hearthline.knowledge.life import CopyState, Editing, ItemState, Sought, life_jobs
from hearthline.knowledge.life.errors import (
    AlreadyLive,
    BasisMoved,
    CopyInReview,
    CopyMoved,
    CopyNotSubmitted,
    CopyUnknown,
    DraftIncomplete,
    DueInThePast,
    NeverInForce,
    NotApproved,
    NothingBefore,
    NothingToSubmit,
    NothingToUndo,
    NotLive,
    ReviewByAuthor,
    ScheduleStands,
    SlugTaken,
)
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.store

NEW = replace(make.STANDARD, slug="heating/new-rule", intents=(), title="新规定是什么")


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
async def reviewer(database: Database, tenant: TenantId, access: Access) -> Staff:
    async with database.session(tenant) as session:
        return await make_staff.staff(session, access, Role.SUPERVISOR, name="王芳")


@pytest.fixture
async def article_id(database: Database, tenant: TenantId, knowledge: Knowledge) -> ArticleId:
    """A published article of a pack."""
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, make.DRAFTS)
    return (await knowledge.search(tenant, "室温标准"))[0].article_id


async def approve(
    editing: Editing, session: Session, article_id: ArticleId, answer: str, *people: Staff
) -> int:
    """A new approved version that says this; written by the first, approved by the second."""
    writer, reviewer = people
    copy = await editing.open(session, article_id, by=writer)
    copy = await editing.save(
        session, article_id, {"answer": answer}, counter=copy.counter, by=writer
    )
    copy = await editing.submit(session, article_id, counter=copy.counter, by=writer)
    approved = await editing.approve(session, article_id, counter=copy.counter, by=reviewer)
    return approved.version


async def state_of(editing: Editing, session: Session, article_id: ArticleId) -> ItemState:
    cards = await editing.list(session, Sought(limit=100))
    now = editing._clock.now()
    return next(card.state(now) for card in cards if card.article_id == article_id)


async def test_a_draft_is_written_reviewed_by_another_and_published(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    writer: Staff,
    reviewer: Staff,
) -> None:
    async with database.session(tenant) as session:
        copy = await editing.create(session, NEW, by=writer)
        assert await state_of(editing, session, copy.article_id) is ItemState.DRAFT
        copy = await editing.submit(session, copy.article_id, counter=copy.counter, by=writer)
        queue = await editing.reviews(session)
        assert [one.article_id for one in queue] == [copy.article_id]
        article = await editing.approve(
            session, copy.article_id, counter=copy.counter, by=reviewer, note="同意"
        )
        assert await state_of(editing, session, copy.article_id) is ItemState.APPROVED
        assert (article.author_id, article.reviewer_id) == (writer.id, reviewer.id)
        assert (article.version, article.origin, article.note) == (1, Origin.DESK, "同意")
    await knowledge.refresh(tenant)
    assert await knowledge.search(tenant, "新规定是什么") == []

    async with database.session(tenant) as session:
        await editing.publish(session, article.id, version=1, by=reviewer)
        assert await state_of(editing, session, article.id) is ItemState.PUBLISHED
        deeds = await editing.deeds(session, article.id)
        audit = await session.all("SELECT deed FROM audit ORDER BY id LIMIT 100")
    await knowledge.refresh(tenant)
    assert (await knowledge.search(tenant, "新规定是什么"))[0].article_id == article.id
    assert [deed.deed for deed in deeds] == ["published", "approved", "submitted", "created"]
    told = [row["deed"] for row in audit if row["deed"].startswith("article.")]
    assert told == ["article.submitted", "article.approved", "article.published"]


async def test_nobody_approves_what_he_wrote_on(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    article_id: ArticleId,
    writer: Staff,
    reviewer: Staff,
) -> None:
    async with database.session(tenant) as session:
        copy = await editing.open(session, article_id, by=writer)
        copy = await editing.save(
            session, article_id, {"answer": "二十度。"}, counter=copy.counter, by=reviewer
        )
        copy = await editing.submit(session, article_id, counter=copy.counter, by=writer)
        for author in (writer, reviewer):
            with pytest.raises(ReviewByAuthor):
                await editing.approve(session, article_id, counter=copy.counter, by=author)


async def test_a_save_over_what_another_saved_is_refused_with_who_and_when(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    article_id: ArticleId,
    writer: Staff,
    reviewer: Staff,
) -> None:
    async with database.session(tenant) as session:
        mine = await editing.open(session, article_id, by=writer)
        theirs = await editing.open(session, article_id, by=reviewer)
        assert theirs == mine
        await editing.save(
            session, article_id, {"answer": "先"}, counter=theirs.counter, by=reviewer
        )
        with pytest.raises(CopyMoved) as refused:
            await editing.save(
                session, article_id, {"answer": "后"}, counter=mine.counter, by=writer
            )
        copy = await editing.copy(session, article_id)

    assert "王芳" in refused.value.told().zh
    assert "2026-11-21 09:30" in refused.value.told().zh
    assert copy.draft.answer == "先"


async def test_autosave_of_the_same_text_changes_nothing(
    editing: Editing, database: Database, tenant: TenantId, article_id: ArticleId, writer: Staff
) -> None:
    async with database.session(tenant) as session:
        copy = await editing.open(session, article_id, by=writer)
        same = {"answer": copy.draft.answer}
        again = await editing.save(session, article_id, same, counter=copy.counter, by=writer)

    assert again == copy


async def test_saved_changes_are_undone_one_by_one(
    editing: Editing, database: Database, tenant: TenantId, article_id: ArticleId, writer: Staff
) -> None:
    async with database.session(tenant) as session:
        copy = await editing.open(session, article_id, by=writer)
        for answer in ("一", "二"):
            copy = await editing.save(
                session, article_id, {"answer": answer}, counter=copy.counter, by=writer
            )
        said = []
        for _ in range(2):
            copy = await editing.undo(session, article_id, counter=copy.counter, by=writer)
            said.append(copy.draft.answer)
        with pytest.raises(NothingToUndo):
            await editing.undo(session, article_id, counter=copy.counter, by=writer)

    assert said == ["一", make.STANDARD.answer]
    assert copy.counter == 5


async def test_what_is_in_review_is_not_written_on_and_can_be_taken_back(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    article_id: ArticleId,
    writer: Staff,
    reviewer: Staff,
) -> None:
    async with database.session(tenant) as session:
        copy = await editing.open(session, article_id, by=writer)
        with pytest.raises(NothingToSubmit):
            await editing.submit(session, article_id, counter=copy.counter, by=writer)
        copy = await editing.save(
            session, article_id, {"answer": "新"}, counter=copy.counter, by=writer
        )
        with pytest.raises(CopyNotSubmitted):
            await editing.approve(session, article_id, counter=copy.counter, by=reviewer)
        copy = await editing.submit(session, article_id, counter=copy.counter, by=writer)
        with pytest.raises(CopyInReview):
            await editing.save(
                session, article_id, {"answer": "偷改"}, counter=copy.counter, by=writer
            )
        back = await editing.recall(session, article_id, by=writer)
        assert (back.state, back.draft.answer) == (CopyState.DRAFT, "新")
        with pytest.raises(CopyMoved):
            await editing.submit(session, article_id, counter=copy.counter, by=writer)
        copy = await editing.submit(session, article_id, counter=back.counter, by=writer)
        given_back = await editing.reject(
            session, article_id, counter=copy.counter, by=reviewer, note="缺依据"
        )

    assert (given_back.state, given_back.note) == (CopyState.DRAFT, "缺依据")


async def test_an_incomplete_draft_is_kept_and_not_handed_in(
    editing: Editing, database: Database, tenant: TenantId, writer: Staff
) -> None:
    bare = replace(NEW, title="", answer="", audience=(), valid_to=NEW.valid_from)
    async with database.session(tenant) as session:
        copy = await editing.create(session, bare, by=writer)
        with pytest.raises(DraftIncomplete) as refused:
            await editing.submit(session, copy.article_id, counter=copy.counter, by=writer)

    assert set(refused.value.lacks) == {"title", "audience", "valid_to"}


async def test_a_short_name_is_used_once(
    editing: Editing, database: Database, tenant: TenantId, article_id: ArticleId, writer: Staff
) -> None:
    async with database.session(tenant) as session:
        with pytest.raises(SlugTaken):
            await editing.create(session, make.STANDARD, by=writer)
        made = await editing.create(session, replace(NEW, slug="heating/"), by=writer)
        assert made.draft.slug.startswith("heating/k-")
        with pytest.raises(SlugTaken):
            await editing.create(session, made.draft, by=writer)
        await editing.discard(session, made.article_id, counter=1, by=writer)
        with pytest.raises(CopyUnknown):
            await editing.copy(session, made.article_id)
        assert made.article_id not in {
            card.article_id for card in await editing.list(session, Sought())
        }
        again = await editing.create(session, made.draft, by=writer)

    assert again.article_id == made.article_id


async def test_a_copy_follows_the_version_that_came_meanwhile(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    article_id: ArticleId,
    writer: Staff,
) -> None:
    async with database.session(tenant) as session:
        copy = await editing.open(session, article_id, by=writer)
        ours = {"answer": "我们改的", "details": "我们的细节"}
        copy = await editing.save(session, article_id, ours, counter=copy.counter, by=writer)
        theirs = replace(make.STANDARD, title="新标题", details="别人的细节")
        await knowledge.revise(session, theirs, origin=Origin.PACK)
        with pytest.raises(BasisMoved):
            await editing.submit(session, article_id, counter=copy.counter, by=writer)
        merged = await editing.rebase(session, article_id, counter=copy.counter, by=writer)
        draft = merged.copy.draft
        await editing.submit(session, article_id, counter=merged.copy.counter, by=writer)

    assert (draft.title, draft.answer, draft.details) == ("新标题", "我们改的", "我们的细节")
    assert merged.clashes == ("details",)
    assert merged.copy.based_on == 2


async def test_only_what_was_approved_is_published(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    article_id: ArticleId,
    reviewer: Staff,
) -> None:
    async with database.session(tenant) as session:
        bypass = replace(make.STANDARD, answer="没人看过")
        written = await knowledge.revise(session, bypass, origin=Origin.DESK)
        with pytest.raises(NotApproved):
            await editing.publish(session, article_id, version=written.version, by=reviewer)
        with pytest.raises(AlreadyLive):
            await editing.publish(session, article_id, version=1, by=reviewer)
        with pytest.raises(ArticleUnknown):
            await editing.publish(session, article_id, version=9, by=reviewer)


async def test_one_step_goes_back_to_what_was_in_force_before(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    article_id: ArticleId,
    writer: Staff,
    reviewer: Staff,
) -> None:
    async with database.session(tenant) as session:
        with pytest.raises(NothingBefore):
            await editing.roll_back(session, article_id, by=reviewer)
        version = await approve(editing, session, article_id, "错的", writer, reviewer)
        with pytest.raises(NothingBefore):
            await editing.roll_back(session, article_id, by=reviewer)
        await editing.publish(session, article_id, version=version, by=reviewer)
    async with database.session(tenant) as session:
        back = await editing.roll_back(session, article_id, by=reviewer, reason="写错了")
        forth = await editing.roll_back(session, article_id, by=reviewer, version=2)
        await editing.roll_back(session, article_id, by=reviewer)
        past = await editing.publications(session, article_id)
    await knowledge.refresh(tenant)

    assert (back.version, forth.version) == (1, 2)
    assert (await knowledge.search(tenant, "室温标准"))[0].version == 1
    assert [one.version for one in past] == [1, 2, 1, 2, 1]
    assert [one.cause for one in past][:3] == ["roll_back"] * 3


async def test_a_dispute_reads_what_was_in_force_then(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    article_id: ArticleId,
    clock: FakeClock,
    writer: Staff,
    reviewer: Staff,
) -> None:
    first = clock.now()
    clock.advance(timedelta(days=10))
    async with database.session(tenant) as session:
        version = await approve(editing, session, article_id, "二十度", writer, reviewer)
        await editing.publish(session, article_id, version=version, by=reviewer)
    second = clock.now()
    clock.advance(timedelta(days=10))
    async with database.session(tenant) as session:
        await editing.withdraw(session, article_id, by=reviewer, reason="停用")
        with pytest.raises(NotLive):
            await editing.withdraw(session, article_id, by=reviewer)
        then = await editing.as_of(session, article_id, first + timedelta(days=5))
        words = await editing.in_force(session, second, text="二十度")
        lists = [
            [one.slug for one in await editing.in_force(session, moment)]
            for moment in (first, clock.now())
        ]
        rest = await editing.in_force(session, first, after="agent-refund", limit=1)
        later = await editing.as_of(session, article_id, second)
        for moment in (first - timedelta(days=1), clock.now()):
            with pytest.raises(NeverInForce):
                await editing.as_of(session, article_id, moment)
        assert await state_of(editing, session, article_id) is ItemState.WITHDRAWN

    assert (then.article.version, then.article.answer) == (1, make.STANDARD.answer)
    assert (later.article.answer, later.is_valid) == ("二十度", True)
    assert [(one.slug, one.version) for one in words] == [("temp-standard", 2)]
    assert lists == [["agent-refund", "airlock", "temp-standard"], ["agent-refund", "airlock"]]
    assert [one.slug for one in rest] == ["airlock"]
    assert later.publication.by == reviewer.id


async def test_a_scheduled_version_comes_once_at_its_moment(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    knowledge: Knowledge,
    article_id: ArticleId,
    clock: FakeClock,
    access: Access,
    writer: Staff,
    reviewer: Staff,
) -> None:
    at = clock.now() + timedelta(hours=1)
    async with database.session(tenant) as session:
        version = await approve(editing, session, article_id, "明天起", writer, reviewer)
        with pytest.raises(DueInThePast):
            await editing.schedule(
                session, article_id, version=version, at=clock.now(), by=reviewer
            )
        await editing.schedule(session, article_id, version=version, at=at, by=reviewer)
        with pytest.raises(ScheduleStands):
            await editing.schedule(session, article_id, version=version, at=at, by=reviewer)
        with pytest.raises(ScheduleStands):
            await editing.roll_back(session, article_id, by=reviewer)
        assert await editing.publish_due(session) == 0

    clock.advance(timedelta(hours=1))
    restarted = Editing(Knowledge(database, clock), clock, names=access.names)
    job = life_jobs(restarted, database)[0]
    await asyncio.gather(*(job.run(timestamp=moment) for moment in range(4)))
    await job.run(timestamp=5)

    async with database.session(tenant) as session:
        past = await editing.publications(session, article_id)
        assert await editing.scheduled(session, article_id) is None
        assert await editing.publish_due(session) == 0
    assert [(one.version, one.cause) for one in past] == [(2, "schedule"), (1, "pack")]
    assert past[0].by == reviewer.id
    await knowledge.refresh(tenant)
    assert (await knowledge.search(tenant, "室温标准"))[0].answer == "明天起"


async def test_a_schedule_can_be_cancelled_and_ends_with_a_withdrawal(
    editing: Editing,
    database: Database,
    tenant: TenantId,
    article_id: ArticleId,
    clock: FakeClock,
    writer: Staff,
    reviewer: Staff,
) -> None:
    at = clock.now() + timedelta(hours=1)
    async with database.session(tenant) as session:
        version = await approve(editing, session, article_id, "以后", writer, reviewer)
        for end in (editing.unschedule, editing.withdraw):
            await editing.schedule(session, article_id, version=version, at=at, by=reviewer)
            await end(session, article_id, by=reviewer)
            assert await editing.scheduled(session, article_id) is None
        clock.advance(timedelta(hours=2))
        assert await editing.publish_due(session) == 0


async def test_another_tenants_person_finds_nothing(
    editing: Editing, database: Database, article_id: ArticleId, writer: Staff
) -> None:
    other = TenantId.new()
    async with database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别家')",
            {"id": other, "slug": f"o-{other.hex}"},
        )
    async with database.session(other) as session:
        for ask in (
            editing.open(session, article_id, by=writer),
            editing.revisions(session, article_id),
            editing.deeds(session, article_id),
            editing.withdraw(session, article_id, by=writer),
        ):
            with pytest.raises(ArticleUnknown):
                await ask
        assert await editing.list(session, Sought()) == []
