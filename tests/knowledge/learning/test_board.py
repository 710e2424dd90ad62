"""People decide on gaps; what they accept is a draft, reviewed and published like any other."""

from datetime import timedelta
from typing import Any

import pytest

from hearthline.access import Role, Staff
from hearthline.kernel import ArticleId
from hearthline.knowledge import ArticleUnknown, Outcome
from hearthline.knowledge.learning.deciding import draft_of
from hearthline.knowledge.learning.errors import (
    CannotUndo,
    DeedUnknown,
    GapChanged,
    GapNotOpen,
    MergeSenseless,
)
from hearthline.knowledge.learning.model import Advice, Deed, GapState
from hearthline.knowledge.learning.wire import DraftGap
from hearthline.knowledge.life.errors import CopyUnknown
from hearthline.knowledge.trials import KnowledgeTrials
from tests.make.learning import World

pytestmark = pytest.mark.store

SQUEAK = "暖气管吱吱叫是什么情况"
PIPES = "供热管道保温层用什么材料"


@pytest.fixture
async def editor(world: World) -> Staff:
    return await world.person(Role.EDITOR, name="陈编辑")


async def accepted(world: World, editor: Staff) -> Deed:
    await world.asks(SQUEAK)
    await world.gather()
    gap = (await world.board())[0].gap
    async with world.session() as session:
        return await world.learning.gaps.accept(
            session,
            gap.id,
            article_id=await world.article(),
            question=SQUEAK,
            counter=gap.counter,
            by=editor,
        )


async def handed_off(world: World) -> None:
    """A question that an agent answered after the bot could not."""
    conversation = await world.conversation()
    seq = await world.said(conversation, "customer", "我叫张伟，供热管道保温层用什么材料")
    await world.asks(PIPES, conversation_id=conversation, seq=seq)
    async with world.session() as session:
        await world.learning.questions.handed_off(session, conversation, seq=seq)
    await world.said(
        conversation,
        "agent",
        "您好，请稍等",
        "张伟先生，主管道用聚氨酯保温层，外面有聚乙烯护壳。",
        "有问题请打13800005678找我。",
        "还有什么可以帮您？",
    )


async def reviewed(world: World, editor: Staff) -> ArticleId:
    """Hand the working copy in, let another person approve and publish it."""
    reviewer = await world.person(Role.EDITOR, name="王审核")
    article_id = await world.article()
    world.clock.advance(timedelta(minutes=10))
    async with world.session() as session:
        copy = await world.editing.copy(session, article_id)
        handed = await world.editing.submit(session, article_id, counter=copy.counter, by=editor)
        article = await world.editing.approve(
            session, article_id, counter=handed.counter, by=reviewer
        )
        await world.editing.publish(session, article_id, version=article.version, by=reviewer)
    await world.knowledge.refresh(world.tenant)
    return article_id


async def tests_of(world: World) -> list[dict[str, Any]]:
    async with world.session() as session:
        return await session.all("SELECT question, article_id, audience FROM learned_test")


async def test_accepting_writes_a_working_copy_and_a_test_and_publishes_nothing(
    world: World, editor: Staff
) -> None:
    deed = await accepted(world, editor)

    article_id = await world.article()
    async with world.session() as session:
        copy = await world.editing.copy(session, article_id)
        live = await world.knowledge.get(session, article_id)
    assert SQUEAK in copy.draft.questions
    assert SQUEAK not in live.draft.questions
    assert (deed.deed, deed.article_id) == (GapState.ACCEPTED, article_id)
    assert [(row["question"], row["article_id"]) for row in await tests_of(world)] == [
        (SQUEAK, article_id)
    ]
    assert await world.board() == []
    assert not await world.knowledge.refresh(world.tenant)


async def test_what_was_accepted_goes_the_way_of_review(world: World, editor: Staff) -> None:
    await accepted(world, editor)

    article_id = await reviewed(world, editor)

    hits = await world.knowledge.search(world.tenant, SQUEAK)
    assert hits[0].article_id == article_id


async def test_the_test_joins_the_trials_once_it_is_published(world: World, editor: Staff) -> None:
    trials = KnowledgeTrials(world.database, world.knowledge, world.clock)
    await accepted(world, editor)
    async with world.session() as session:
        assert await world.learning.promoting.run(session) == 0

    await reviewed(world, editor)
    async with world.session() as session:
        assert await world.learning.promoting.run(session) == 1
        assert await world.learning.promoting.run(session) == 0
        [saved] = await trials.sets(session)

    assert saved.name == "知识缺口"
    assert [(case.question, case.expected) for case in saved.cases] == [(SQUEAK, ("airlock",))]
    run = await trials.run(world.tenant, saved.id, by=editor.id)
    assert (run.figures.hit_1, run.verdict.passes) == (1.0, True)


async def test_later_tests_join_the_same_set(world: World, editor: Staff) -> None:
    await accepted(world, editor)
    await reviewed(world, editor)
    async with world.session() as session:
        await world.learning.promoting.run(session)
    gaps, other = world.learning.gaps, "暖气咕噜咕噜响该怎么弄"
    await world.asks(other)
    await world.gather()
    gap = next(file.gap for file in await world.board() if file.gap.title == other)
    async with world.session() as session:
        article_id = await world.article()
        await gaps.accept(
            session, gap.id, article_id=article_id, question=other, counter=0, by=editor
        )
    await reviewed(world, editor)

    async with world.session() as session:
        await world.learning.promoting.run(session)
        [saved] = await KnowledgeTrials(world.database, world.knowledge, world.clock).sets(session)
    assert [case.question for case in saved.cases] == [SQUEAK, other]


async def test_accepting_is_undone_while_it_is_a_draft(world: World, editor: Staff) -> None:
    deed = await accepted(world, editor)

    async with world.session() as session:
        gap = await world.learning.gaps.undo(session, deed.gap_id, counter=1, by=editor)
        assert gap.state is GapState.OPEN
        with pytest.raises(CopyUnknown):
            await world.editing.copy(session, await world.article())
    assert await tests_of(world) == []
    assert [file.gap.id for file in await world.board()] == [deed.gap_id]


async def test_what_was_approved_is_not_undone_here(world: World, editor: Staff) -> None:
    deed = await accepted(world, editor)
    await reviewed(world, editor)

    with pytest.raises(CannotUndo):
        async with world.session() as session:
            await world.learning.gaps.undo(session, deed.gap_id, counter=1, by=editor)


async def test_others_words_in_the_working_copy_stay_when_it_is_undone(
    world: World, editor: Staff
) -> None:
    deed = await accepted(world, editor)
    article_id = await world.article()
    async with world.session() as session:
        copy = await world.editing.copy(session, article_id)
        changes = {"answer": "先关进水阀，再放气。"}
        await world.editing.save(session, article_id, changes, counter=copy.counter, by=editor)

    async with world.session() as session:
        await world.learning.gaps.undo(session, deed.gap_id, counter=1, by=editor)
        copy = await world.editing.copy(session, article_id)

    assert copy.draft.answer == "先关进水阀，再放气。"
    assert SQUEAK not in copy.draft.questions


async def test_an_answer_is_made_of_what_the_agent_said(world: World) -> None:
    await handed_off(world)
    await world.gather()

    file = await world.file()

    assert file.draft is not None
    assert file.draft.origin == "conversation"
    assert "聚氨酯保温层" in file.draft.answer
    assert not any(
        one in file.draft.answer for one in ("张伟", "13800005678", "请稍等", "还有什么")
    )


async def test_a_draft_begins_as_a_working_copy_and_is_undone(world: World, editor: Staff) -> None:
    await handed_off(world)
    await world.gather()
    file = await world.file()

    async with world.session() as session:
        asked = DraftGap(counter=file.gap.counter, catalogue="供热/管网", domain="heating")
        draft = draft_of(file, asked, world.clock.now())
        deed = await world.learning.gaps.make_draft(
            session, file.gap.id, draft, counter=file.gap.counter, by=editor
        )
        assert deed.article_id is not None
        copy = await world.editing.copy(session, deed.article_id)
    assert (copy.draft.title, copy.draft.catalogue) == (PIPES, "供热/管网")
    assert copy.draft.slug.startswith("heating/")
    assert "聚氨酯" in copy.draft.answer
    assert not await world.knowledge.refresh(world.tenant)

    async with world.session() as session:
        await world.learning.gaps.undo(session, file.gap.id, counter=1, by=editor)
    with pytest.raises((CopyUnknown, ArticleUnknown)):
        async with world.session() as session:
            await world.editing.copy(session, deed.article_id)


async def test_a_draft_that_somebody_wrote_on_is_not_undone(world: World, editor: Staff) -> None:
    await handed_off(world)
    await world.gather()
    file = await world.file()
    async with world.session() as session:
        draft = draft_of(file, DraftGap(counter=0), world.clock.now())
        deed = await world.learning.gaps.make_draft(
            session, file.gap.id, draft, counter=0, by=editor
        )
        assert deed.article_id is not None
        changes = {"answer": "改过了。"}
        await world.editing.save(session, deed.article_id, changes, counter=1, by=editor)

    with pytest.raises(CannotUndo):
        async with world.session() as session:
            await world.learning.gaps.undo(session, file.gap.id, counter=1, by=editor)


async def test_merged_gaps_count_as_one_and_come_apart_again(world: World, editor: Staff) -> None:
    await world.ask_all((PIPES, PIPES, "发票抬头写错了能改吗", "孩子放学早能提前供暖吗"))
    await world.gather()
    one, two, three = (file.gap for file in await world.board())
    gaps = world.learning.gaps
    async with world.session() as session:
        await gaps.merge(session, two.id, [three.id], counter=0, by=editor)
        await gaps.merge(session, one.id, [two.id], counter=0, by=editor)

    await world.asks("发票抬头写错了能改吗")
    await world.gather()
    [file] = await world.board()
    assert sum(counted.asked for counted in file.counted) == 5

    async with world.session() as session:
        await gaps.undo(session, one.id, counter=1, by=editor)
    board = {file.gap.id: sum(c.asked for c in file.counted) for file in await world.board()}
    assert set(board) == {one.id, two.id}
    async with world.session() as session:
        inner = await gaps.file(session, two.id)
    assert [gap.id for gap in inner.merged] == [three.id]


async def test_a_gap_is_not_merged_into_itself_or_with_a_closed_one(
    world: World, editor: Staff
) -> None:
    await world.ask_all((PIPES, "发票抬头写错了能改吗"))
    await world.gather()
    one, two = (file.gap for file in await world.board())
    gaps = world.learning.gaps
    async with world.session() as session:
        await gaps.dismiss(session, two.id, reason="与业务无关", counter=0, by=editor)

    for others in ([one.id], [two.id]):
        with pytest.raises(MergeSenseless):
            async with world.session() as session:
                await gaps.merge(session, one.id, others, counter=0, by=editor)


async def test_a_decision_on_an_old_state_is_refused(world: World, editor: Staff) -> None:
    await world.asks(PIPES)
    await world.gather()
    gap = (await world.board())[0].gap
    gaps = world.learning.gaps
    async with world.session() as session:
        await gaps.dismiss(session, gap.id, reason="与业务无关", counter=0, by=editor)

    async with world.session() as session:
        with pytest.raises(GapChanged):
            await gaps.dismiss(session, gap.id, reason="再来一次", counter=0, by=editor)
        with pytest.raises(GapNotOpen):
            await gaps.dismiss(session, gap.id, reason="再来一次", counter=1, by=editor)


async def test_what_was_dismissed_stays_dismissed_when_it_is_asked_again(
    world: World, editor: Staff
) -> None:
    await world.asks(PIPES)
    await world.gather()
    gap = (await world.board())[0].gap
    async with world.session() as session:
        await world.learning.gaps.dismiss(
            session, gap.id, reason="与业务无关", counter=0, by=editor
        )
    world.clock.advance(timedelta(hours=1))
    await world.asks(PIPES, Outcome.OUTSIDE)
    await world.gather()

    assert await world.board() == []
    [file] = await world.board(state=GapState.DISMISSED)
    assert file.gap.size == 2


async def test_there_is_nothing_to_undo_twice(world: World, editor: Staff) -> None:
    deed = await accepted(world, editor)
    async with world.session() as session:
        await world.learning.gaps.undo(session, deed.gap_id, counter=1, by=editor)

    with pytest.raises(DeedUnknown):
        async with world.session() as session:
            await world.learning.gaps.undo(session, deed.gap_id, counter=2, by=editor)


async def test_where_no_article_is_near_a_draft_is_advised(world: World) -> None:
    await handed_off(world)
    await world.gather()
    async with world.session() as session:
        await session.execute("UPDATE knowledge_gap SET near_score = 0.01")

    assert (await world.file()).advice is Advice.DRAFT


async def test_the_board_is_narrowed_and_paged(world: World) -> None:
    await world.ask_all((PIPES, PIPES, "发票抬头写错了能改吗"))
    await world.asks("孩子放学早能提前供暖吗", Outcome.OUTSIDE, channel="wechat")
    await world.gather()

    first = await world.board(limit=1)
    rest = await world.board(limit=5, after=first[0].gap.id)
    outside = await world.board(channel="wechat")
    named = await world.board(text="发票")
    recent = await world.board(order="recent")

    assert [file.gap.title for file in first] == [PIPES]
    assert len(rest) == 2
    assert [file.gap.title for file in outside] == ["孩子放学早能提前供暖吗"]
    assert [file.gap.title for file in named] == ["发票抬头写错了能改吗"]
    assert len(recent) == 3
