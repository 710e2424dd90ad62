"""Is it warm now: asked once, in the right conversation, at the right moment (R91)."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from hearthline.conversations import ConversationMoved, Move, SenderKind, Status
from hearthline.dialogue.reactions import dialogue_reactions
from hearthline.kernel import ConversationId, EventId, StaffId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.tickets import Ticket, TicketResolved
from tests.fakes.fake_clock import MORNING, FakeClock
from tests.make import bot as make

pytestmark = pytest.mark.store

ALL_AT_ONCE = "家里不热，昨天晚上开始的，14度，邻居家也不热"


@pytest.fixture
async def bot(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> AsyncIterator[make.Bot]:
    """The bot of the heating pack."""
    async with make.running_bot(database, tenant, clock, vault) as running:
        yield running


async def filed(bot: make.Bot) -> tuple[ConversationId, Ticket]:
    conversation = await bot.open()
    await bot.says(conversation.id, ALL_AT_ONCE)
    await bot.says(conversation.id, "对")
    async with bot.database.session(bot.tenant) as session:
        return conversation.id, (await bot.tickets.of_conversation(session, conversation.id))[0]


async def resolve(bot: make.Bot, ticket: Ticket, *, times: int = 1) -> None:
    order = bot.business.order("H-RP-01", number=ticket.work_order_no)
    async with bot.database.session(bot.tenant) as session:
        await bot.tickets.follow(session, replace(order, status="resolved"))
    event = TicketResolved(
        event_id=EventId.new(), tenant_id=bot.tenant, at=MORNING, ticket_id=ticket.id
    )
    for _ in range(times):
        await reaction(bot, 0)(event)


def reaction(bot: make.Bot, place: int):  # type: ignore[no-untyped-def]  # the handle of one
    return dialogue_reactions(bot.call_backs, bot.tickets, bot.database)[place].handle


async def moved(bot: make.Bot, conversation_id: ConversationId, status: Status) -> None:
    async with bot.database.session(bot.tenant) as session:
        holder = StaffId.new() if status is Status.AGENT else None
        before = await bot.conversations.get(session, conversation_id)
        await bot.conversations.move(session, conversation_id, Move(status, holder_id=holder))
    event = ConversationMoved(
        event_id=EventId.new(),
        tenant_id=bot.tenant,
        at=MORNING,
        conversation_id=conversation_id,
        before=before.status,
        after=status,
    )
    await reaction(bot, 1)(event)


async def test_finished_work_is_asked_about_once_in_the_bots_name(bot: make.Bot) -> None:
    conversation_id, ticket = await filed(bot)

    await resolve(bot, ticket, times=2)

    asked = [one for one in await bot.thread(conversation_id) if "热了吗" in one.text]
    assert len(asked) == 1
    assert (asked[0].sender.kind, asked[0].reply_to) == (SenderKind.SYSTEM, None)
    assert asked[0].sender.name == "小暖"
    labels = [choice["label"] for choice in asked[0].data["choices"]]
    assert labels == ["热了", "好一点，还没好", "还是冷"]


async def test_warm_and_a_score_are_recorded(bot: make.Bot) -> None:
    conversation_id, ticket = await filed(bot)
    await resolve(bot, ticket)

    await bot.says(conversation_id, "热了")
    await bot.says(conversation_id, "4")

    async with bot.database.session(bot.tenant) as session:
        after = await bot.tickets.get(session, ticket.id)
    assert (after.call_back.state, after.call_back.solved, after.call_back.score) == (
        "done",
        True,
        4,
    )


async def test_still_cold_goes_on_one_priority_higher_with_the_old_number(bot: make.Bot) -> None:
    conversation_id, ticket = await filed(bot)
    await resolve(bot, ticket)

    replies = await bot.says(conversation_id, "还是冷")

    draft = bot.business.drafts[-1]
    assert draft.priority == "P0"
    assert draft.details["previous"] == ticket.work_order_no
    assert draft.confirmation is not None
    assert draft.confirmation.text == "还是冷"
    assert "WO202611210002" in replies[0].text
    async with bot.database.session(bot.tenant) as session:
        new = (await bot.tickets.of_conversation(session, conversation_id))[0]
        old = await bot.tickets.get(session, ticket.id)
    assert new.reopens == ticket.id
    assert old.call_back.solved is False


async def test_while_a_person_speaks_the_question_waits(bot: make.Bot) -> None:
    conversation_id, ticket = await filed(bot)
    await moved(bot, conversation_id, Status.AGENT)
    await resolve(bot, ticket, times=2)
    assert not any("热了吗" in one.text for one in await bot.thread(conversation_id))

    await moved(bot, conversation_id, Status.BOT)

    asked = [one for one in await bot.thread(conversation_id) if "热了吗" in one.text]
    assert len(asked) == 1


async def test_what_waited_is_asked_elsewhere_when_the_conversation_was_closed(
    bot: make.Bot,
) -> None:
    conversation_id, ticket = await filed(bot)
    await moved(bot, conversation_id, Status.AGENT)
    await resolve(bot, ticket)

    await moved(bot, conversation_id, Status.CLOSED)

    async with bot.database.session(bot.tenant) as session:
        rows = await session.all("SELECT id FROM conversation WHERE status = 'bot'")
    assert len(rows) == 1
    thread = await bot.thread(ConversationId.of(rows[0]["id"]))
    assert sum("热了吗" in one.text for one in thread) == 1


async def test_a_closed_conversation_is_not_reopened_but_followed_by_a_new_one(
    bot: make.Bot,
) -> None:
    conversation_id, ticket = await filed(bot)
    await moved(bot, conversation_id, Status.CLOSED)

    await resolve(bot, ticket, times=2)

    async with bot.database.session(bot.tenant) as session:
        rows = await session.all("SELECT id FROM conversation WHERE status = 'bot'")
    assert len(rows) == 1


async def test_the_question_interrupts_what_is_going_on_and_leads_back(bot: make.Bot) -> None:
    conversation_id, ticket = await filed(bot)
    await bot.says(conversation_id, "申请上门测温")
    await resolve(bot, ticket)

    await bot.says(conversation_id, "热了")
    replies = await bot.says(conversation_id, "5")

    assert "记下了" in replies[0].text
    assert "申请测温" in replies[1].text
