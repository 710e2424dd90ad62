"""What people say: this belongs in the base, this is wrong, this solved a ticket (R118, R89)."""

import pytest

from hearthline.access import Role
from hearthline.conversations import NoSuchConversation
from hearthline.kernel import ConversationId
from hearthline.knowledge import ArticleUnknown
from hearthline.knowledge.learning.errors import NothingToLearn, ReportAnswered, ReportUnknown
from hearthline.knowledge.learning.feedback import Offer
from hearthline.knowledge.learning.model import ReportId, ReportKind, ReportState
from tests.make.learning import World

pytestmark = pytest.mark.store

PIPES = "供热管道保温层用什么材料"
ANSWER = "主管道用聚氨酯保温层，外面有聚乙烯护壳。"


async def talk(world: World) -> tuple[ConversationId, int]:
    """A question and an agent's answer; the number of the answer."""
    conversation = await world.conversation()
    await world.said(conversation, "customer", f"我是张伟，{PIPES}", "嗯")
    return conversation, await world.said(conversation, "agent", f"张伟先生，{ANSWER}")


async def test_one_click_on_an_answer_makes_a_gap_with_a_draft(world: World) -> None:
    conversation, seq = await talk(world)
    agent = await world.person(Role.AGENT)

    async with world.session() as session:
        proposal = await world.learning.feedback.propose(session, conversation, seq, by=agent)

    file = await world.file()
    assert (proposal.origin, proposal.by) == ("agent", agent.id)
    assert PIPES in proposal.question
    assert file.draft is not None
    assert ANSWER in file.draft.answer
    assert "张伟" not in f"{proposal.question}{proposal.answer}{file.gap.title}"
    assert file.gap.size == 1


@pytest.mark.parametrize(
    "around", ["不是这个", "都不是我要的", "转人工客服", "我要找人工", "没用啊", "谢谢你"]
)
async def test_what_is_said_around_a_question_is_not_the_question(
    world: World, around: str
) -> None:
    conversation = await world.conversation()
    await world.said(conversation, "customer", PIPES, around)
    seq = await world.said(conversation, "agent", ANSWER)
    agent = await world.person(Role.AGENT)

    async with world.session() as session:
        proposal = await world.learning.feedback.propose(session, conversation, seq, by=agent)

    assert proposal.question == PIPES


async def test_a_second_click_changes_nothing(world: World) -> None:
    conversation, seq = await talk(world)
    agent = await world.person(Role.AGENT)
    feedback = world.learning.feedback
    async with world.session() as session:
        first = await feedback.propose(session, conversation, seq, by=agent)
        again = await feedback.propose(session, conversation, seq, by=agent)

    assert first == again
    assert len(await world.board()) == 1


async def test_an_offer_joins_what_customers_asked(world: World) -> None:
    await world.ask_all((PIPES, PIPES))
    await world.gather()
    conversation, seq = await talk(world)

    async with world.session() as session:
        agent = await world.person(Role.AGENT)
        await world.learning.feedback.propose(session, conversation, seq, by=agent)

    [file] = await world.board()
    assert file.gap.size == 3


async def test_an_offer_brings_a_dismissed_gap_back(world: World) -> None:
    await world.asks(PIPES)
    await world.gather()
    editor, agent = await world.person(Role.EDITOR), await world.person(Role.AGENT)
    gap = (await world.board())[0].gap
    async with world.session() as session:
        await world.learning.gaps.dismiss(session, gap.id, reason="不多", counter=0, by=editor)

    conversation, seq = await talk(world)
    async with world.session() as session:
        await world.learning.feedback.propose(session, conversation, seq, by=agent)

    assert [file.gap.id for file in await world.board()] == [gap.id]


async def test_a_message_that_is_not_there_offers_nothing(world: World) -> None:
    conversation, seq = await talk(world)
    agent = await world.person(Role.AGENT)
    feedback = world.learning.feedback

    with pytest.raises(NothingToLearn):
        async with world.session() as session:
            await feedback.propose(session, conversation, seq + 9, by=agent)
    with pytest.raises(NoSuchConversation):
        async with world.session() as session:
            await feedback.propose(session, ConversationId.new(), seq, by=agent)


async def test_the_solution_of_a_ticket_is_offered(world: World) -> None:
    agent = await world.person(Role.AGENT)
    offer = Offer(
        "ticket",
        "地暖分水器漏水怎么处理",
        "换了分水器密封圈，户主电话13800005678已确认。",
        ticket_no="WO2026001",
    )

    async with world.session() as session:
        proposal = await world.learning.feedback.solve(session, offer, by=agent)

    file = await world.file()
    assert (proposal.origin, proposal.ticket_no) == ("ticket", "WO2026001")
    assert "13800005678" not in proposal.answer
    assert file.draft is not None
    assert "密封圈" in file.draft.answer


async def test_what_holds_only_personal_data_is_not_offered(world: World) -> None:
    agent = await world.person(Role.AGENT)

    with pytest.raises(NothingToLearn):
        async with world.session() as session:
            offer = Offer("ticket", "13800005678", "已处理")
            await world.learning.feedback.solve(session, offer, by=agent)


async def test_a_report_is_answered_and_its_reporter_is_told(world: World) -> None:
    agent, editor = await world.person(Role.AGENT), await world.person(Role.EDITOR)
    article_id = await world.article()
    feedback = world.learning.feedback
    async with world.session() as session:
        report = await feedback.report(
            session, article_id, 1, kind=ReportKind.WRONG, reason="阀门方向说反了", by=agent
        )
        assert await feedback.mine(session, agent, unseen=True) == []

    async with world.session() as session:
        await feedback.answer(session, report.id, is_mended=True, answer="已改，谢谢", by=editor)

    async with world.session() as session:
        [told] = await feedback.mine(session, agent, unseen=True)
        assert (told.state, told.answer, told.title) == (
            ReportState.MENDED,
            "已改，谢谢",
            "暖气片怎么放气",
        )
        await feedback.seen(session, [report.id], by=editor)
        assert len(await feedback.mine(session, agent, unseen=True)) == 1
        await feedback.seen(session, [report.id], by=agent)
        assert await feedback.mine(session, agent, unseen=True) == []
        assert len(await feedback.mine(session, agent)) == 1


async def test_reports_are_answered_once_and_listed_by_state(world: World) -> None:
    agent, editor = await world.person(Role.AGENT), await world.person(Role.EDITOR)
    article_id = await world.article()
    feedback = world.learning.feedback
    async with world.session() as session:
        for reason in ("一", "二", "三"):
            await feedback.report(
                session, article_id, 1, kind=ReportKind.UNCLEAR, reason=reason, by=agent
            )
        page = await feedback.reports(session, state=ReportState.OPEN, limit=2)
        rest = await feedback.reports(session, state=ReportState.OPEN, before=page[-1].id, limit=2)
        await feedback.answer(session, page[0].id, is_mended=False, answer="没错", by=editor)
        declined = await feedback.reports(session, state=ReportState.DECLINED)

        assert (len(page), len(rest)) == (2, 1)
        assert [one.id for one in declined] == [page[0].id]
        with pytest.raises(ReportAnswered):
            await feedback.answer(session, page[0].id, is_mended=True, answer="好", by=editor)
        with pytest.raises(ReportUnknown):
            await feedback.answer(session, ReportId.new(), is_mended=True, answer="好", by=editor)


async def test_a_version_that_never_was_cannot_be_reported(world: World) -> None:
    agent, article_id = await world.person(Role.AGENT), await world.article()

    with pytest.raises(ArticleUnknown):
        async with world.session() as session:
            await world.learning.feedback.report(
                session, article_id, 7, kind=ReportKind.WRONG, reason="错", by=agent
            )
