"""The bot's turns on a real database: once each, in order, and nothing lost when a process dies."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from hearthline.business import Acting, WorkOrder, WorkOrderDraft
from hearthline.conversations import Move, SenderKind, Status
from hearthline.dialogue.engine import Engine
from hearthline.kernel import StaffId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_clock import FakeClock
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


class DiesAfterWriting(FakeBusiness):
    """The process dies right after the business system has carried the write out."""

    async def create_work_order(
        self, acting: Acting, draft: WorkOrderDraft, *, idempotency_key: str
    ) -> WorkOrder:
        """Carry out, then die: not an error that anybody could catch."""
        await super().create_work_order(acting, draft, idempotency_key=idempotency_key)
        raise asyncio.CancelledError


async def test_a_message_is_answered_by_the_bot_with_its_number(bot: make.Bot) -> None:
    conversation = await bot.open()

    replies = await bot.says(conversation.id, "家里暖气一点都不热")

    assert [reply.sender.kind for reply in replies] == [SenderKind.BOT]
    assert replies[0].sender.ai
    assert replies[0].reply_to == 1
    assert (await bot.now(conversation.id)).answered_seq == 1


async def test_the_whole_report_ends_in_one_work_order_and_its_mirror(bot: make.Bot) -> None:
    conversation = await bot.open()
    await bot.says(conversation.id, ALL_AT_ONCE)

    replies = await bot.says(conversation.id, "对")

    assert "WO202611210001" in replies[0].text
    assert replies[0].kind == "card"
    assert replies[0].data["card"] == "ticket"
    async with bot.database.session(bot.tenant) as session:
        tickets = await bot.tickets.of_conversation(session, conversation.id)
    assert [ticket.work_order_no for ticket in tickets] == ["WO202611210001"]
    draft = bot.business.drafts[0]
    assert draft.confirmation is not None
    assert draft.confirmation.text == "对"
    assert draft.details["neighbour_same"] is True
    assert draft.source.conversation_id == str(conversation.id)


async def test_knowledge_is_answered_with_its_source(bot: make.Bot) -> None:
    conversation = await bot.open()
    await bot.says(conversation.id, "家里暖气不热")

    replies = await bot.says(conversation.id, "室温多少度算合格")

    assert replies[0].data["citations"][0]["title"] == "室温多少度算合格"
    assert "刚才说到" in replies[1].text
    assert all(reply.reply_to == replies[0].reply_to for reply in replies)


async def test_two_quick_messages_are_answered_in_their_order(bot: make.Bot) -> None:
    conversation = await bot.open()
    first = await bot.receive(conversation.id, "家里暖气不热")
    second = await bot.receive(conversation.id, "昨天晚上")

    bot.turns.wake(bot.tenant, conversation.id)
    bot.turns.wake(bot.tenant, conversation.id)
    await bot.turns.settle()

    bots = [one for one in await bot.thread(conversation.id) if one.sender.kind == "bot"]
    assert [one.reply_to for one in bots] == [first.seq, second.seq]
    assert "室温" in bots[1].text


async def test_two_processes_at_one_message_answer_once(
    bot: make.Bot, database: Database, clock: FakeClock, vault: Vault
) -> None:
    other = make.bot(database, bot.tenant, clock, vault=vault, business=bot.business)
    conversation = await bot.open()
    await bot.receive(conversation.id, "家里暖气不热")

    bot.turns.wake(bot.tenant, conversation.id)
    other.turns.wake(bot.tenant, conversation.id)
    await asyncio.gather(bot.turns.settle(), other.turns.settle())

    bots = [one for one in await bot.thread(conversation.id) if one.sender.kind == "bot"]
    assert len(bots) == 1
    await other.turns.finish()


async def test_even_without_the_lock_one_message_gets_one_answer(
    bot: make.Bot, database: Database, clock: FakeClock, vault: Vault
) -> None:
    other = make.bot(database, bot.tenant, clock, vault=vault, business=bot.business)
    conversation = await bot.open()
    await bot.receive(conversation.id, "家里暖气不热")

    await asyncio.gather(
        bot.turns._answer_next(bot.tenant, conversation.id),
        other.turns._answer_next(bot.tenant, conversation.id),
    )

    bots = [one for one in await bot.thread(conversation.id) if one.sender.kind == "bot"]
    assert len(bots) == 1


async def test_killed_between_write_and_commit_the_turn_repeats_with_the_same_key(
    bot: make.Bot, database: Database, clock: FakeClock, vault: Vault
) -> None:
    conversation = await bot.open()
    await bot.says(conversation.id, ALL_AT_ONCE)
    dying = DiesAfterWriting()
    doomed = make.bot(database, bot.tenant, clock, vault=vault, business=dying)
    message = await bot.receive(conversation.id, "对")
    doomed.turns.wake(bot.tenant, conversation.id)
    await doomed.turns.finish()
    assert await bot.replies(conversation.id, message.seq) == []

    bot.business.answered.update(dying.answered)
    await bot.turns.sweep()

    replies = await bot.replies(conversation.id, message.seq)
    assert len(replies) == 1
    assert "WO202611210001" in replies[0].text
    assert list(bot.business.answered) == list(dying.answered)
    assert bot.business.drafts == []


async def test_what_a_dead_process_left_is_picked_up(bot: make.Bot) -> None:
    conversation = await bot.open()
    message = await bot.receive(conversation.id, "你好")

    await bot.turns.sweep()

    assert len(await bot.replies(conversation.id, message.seq)) == 1


async def test_a_turn_that_raises_is_apologised_for_and_the_third_goes_to_a_person(
    bot: make.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = await bot.open()

    async def explode(*_: Any, **__: Any) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(Engine, "hear", explode)

    texts = [(await bot.says(conversation.id, "你好"))[0].text for _ in range(3)]

    assert "没能处理好" in texts[0]
    assert "没能处理好" in texts[1]
    assert "转人工" in texts[2]
    after = await bot.now(conversation.id)
    assert (after.status, after.reason) == (Status.QUEUED, "机器人多次出错")


async def test_a_message_that_kills_its_process_each_time_goes_to_a_person(
    bot: make.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = await bot.open()
    await bot.receive(conversation.id, "你好")

    async def die(*_: Any, **__: Any) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(Engine, "hear", die)
    for _ in range(2):
        with pytest.raises(asyncio.CancelledError):
            await bot.turns.sweep()
    await bot.turns.sweep()

    assert (await bot.now(conversation.id)).status is Status.QUEUED


async def test_when_a_person_has_the_conversation_the_bot_keeps_still(bot: make.Bot) -> None:
    conversation = await bot.open()
    async with bot.database.session(bot.tenant) as session:
        move = Move(Status.AGENT, holder_id=StaffId.new())
        await bot.conversations.move(session, conversation.id, move)

    assert await bot.says(conversation.id, "你好") == []


async def test_a_customer_who_left_for_a_person_still_has_his_write_recorded(
    bot: make.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = await bot.open()
    await bot.says(conversation.id, ALL_AT_ONCE)
    inner = bot.business.create_work_order

    async def slow(acting: Acting, draft: WorkOrderDraft, *, idempotency_key: str) -> WorkOrder:
        async with bot.database.session(bot.tenant) as session:
            await bot.dialogue.hand_over(session, conversation.id, "客户点了转人工")
        return await inner(acting, draft, idempotency_key=idempotency_key)

    monkeypatch.setattr(bot.business, "create_work_order", slow)
    await bot.says(conversation.id, "对")

    async with bot.database.session(bot.tenant) as session:
        tickets = await bot.tickets.of_conversation(session, conversation.id)
    assert len(tickets) == 1
    assert "WO202611210001" in (await bot.thread(conversation.id))[-1].text


async def test_asking_for_a_person_queues_and_keeps_what_was_said(bot: make.Bot) -> None:
    conversation = await bot.open()
    await bot.says(conversation.id, "家里不热，昨天晚上开始的")

    replies = await bot.says(conversation.id, "我要找真人")

    assert "转人工" in replies[0].text
    after = await bot.now(conversation.id)
    assert (after.status, after.reason) == (Status.QUEUED, "客户要求人工")
    async with bot.database.session(bot.tenant) as session:
        view = await bot.dialogue.handover(session, conversation.id)
    assert view.flow == "报修不热"
    shown = {slot.name: slot.value for slot in view.slots}
    assert shown["since"] == "昨天晚上"
    assert shown["account_no"] == "1203****78"
    assert any("查停热" in line for line in view.tried)
    assert "昨天晚上" in view.summary


async def test_suggestions_are_there_from_the_first_moment(bot: make.Bot) -> None:
    conversation = await bot.open()

    async with bot.database.session(bot.tenant) as session:
        scene = await bot.dialogue.scene(session, conversation.id)
    found = await bot.dialogue.suggestions(scene)

    assert 1 <= len(found) <= 6
    assert all(one.label and one.text for one in found)


async def test_a_state_that_cannot_be_read_is_begun_anew(bot: make.Bot) -> None:
    conversation = await bot.open()
    await bot.says(conversation.id, "家里暖气不热")
    async with bot.database.session(bot.tenant) as session:
        await session.execute("UPDATE dialogue_state SET state = '{\"version\": 99}'")

    assert len(await bot.says(conversation.id, "你好")) == 1


async def test_one_conversation_that_fails_keeps_no_other_waiting(
    bot: make.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = await bot.open()
    await bot.receive(poor.id, "你好")
    lucky = await bot.open()
    message = await bot.receive(lucky.id, "你好")
    inner = bot.tools.closing.answer

    async def fails_for_one(session: Any, scene: Any, worked: Any, **more: Any) -> bool:
        if scene.conversation.id == poor.id:
            raise ValueError("a row that cannot be written")
        return await inner(session, scene, worked, **more)

    monkeypatch.setattr(bot.tools.closing, "answer", fails_for_one)

    await bot.turns.sweep()

    assert len(await bot.replies(lucky.id, message.seq)) == 1


async def test_after_a_night_a_yes_no_longer_files_what_was_read_back(
    bot: make.Bot, clock: FakeClock
) -> None:
    conversation = await bot.open()
    await bot.says(conversation.id, ALL_AT_ONCE)

    clock.advance(timedelta(hours=9))
    await bot.says(conversation.id, "对")

    assert bot.business.drafts == []
