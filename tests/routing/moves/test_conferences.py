"""A second agent joins: both write, in one order, and the owner stays the owner."""

import asyncio
from datetime import timedelta

import pytest

from hearthline.access import Staff
from hearthline.conversations import NotTheHolder, Rows, Status
from hearthline.conversations.rows import Wanted
from hearthline.kernel import ConversationId
from hearthline.routing.moves.errors import NotAsked, TargetIsInIt, TargetIsSelf
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf, asked

pytestmark = pytest.mark.store


async def mine(desk: DeskOf, staff: Staff) -> list[ConversationId]:
    async with desk.database.session(desk.tenant) as session:
        rows = await Rows(desk.access.names).page(session, Wanted("mine", staff.id))
    return [row.conversation.id for row in rows]


async def test_both_write_and_the_order_is_kept(desk: DeskOf, hands: HandsOf) -> None:
    owner, second = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(owner)
    with pytest.raises(NotTheHolder):
        await hands.writes(it, second, "还没加入")
    await hands.invite(it, owner, second)
    await hands.join(it, second)
    await hands.join(it, second)

    words = [(owner, f"甲{n}") for n in range(8)] + [(second, f"乙{n}") for n in range(8)]
    await asyncio.gather(*(hands.writes(it, who, text) for who, text in words))

    thread = await hands.thread(it)
    said = [one for one in thread if one.text in {text for _, text in words}]
    assert [one.seq for one in thread] == list(range(1, len(thread) + 1))
    assert len(said) == len({one.text for one in said}) == len(words)
    held = await desk.get(it)
    assert (held.holder_id, held.members) == (owner.id, (second.id,))
    assert (await hands.notices(it)).count("member_joined") == 1
    assert await mine(desk, second) == [it]


async def test_whoever_left_writes_no_more(desk: DeskOf, hands: HandsOf) -> None:
    owner, second = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(owner)
    await hands.invite(it, owner, second)
    await hands.join(it, second)

    async with desk.database.session(desk.tenant) as session:
        await hands.moves.conferences.leave(session, it, second)
        await hands.moves.conferences.leave(session, it, second)

    with pytest.raises(NotTheHolder):
        await hands.writes(it, second, "我走了")
    assert (await hands.notices(it)).count("member_left") == 1
    assert (await hands.hands(it)).invitations[0].outcome == "left"
    with pytest.raises(NotAsked):
        await hands.join(it, second)


async def test_an_invitation_ends_by_itself_or_by_a_no(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    owner, second = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(owner)
    await hands.invite(it, owner, second)
    with pytest.raises(TargetIsInIt):
        await hands.invite(it, owner, second)
    clock.advance(timedelta(seconds=60))
    await hands.come_round()
    with pytest.raises(NotAsked):
        await hands.join(it, second)

    await hands.invite(it, owner, second)
    async with desk.database.session(desk.tenant) as session:
        await hands.moves.conferences.refuse(session, it, second)
        await hands.moves.conferences.refuse(session, it, second)

    outcomes = [one.outcome for one in (await hands.hands(it)).invitations]
    assert outcomes == ["declined", "unanswered"]
    with pytest.raises(TargetIsSelf):
        await hands.invite(it, owner, owner)


async def test_a_repeated_invitation_is_one(desk: DeskOf, hands: HandsOf) -> None:
    owner, second = await hands.on_duty("李静", "赵强")
    it, how = await hands.held_by(owner), asked()

    async def invite() -> object:
        async with desk.database.session(desk.tenant) as session:
            return await hands.moves.conferences.invite(
                session, it, owner, whom=second.id, asked=how
            )

    first, again = await invite(), await invite()

    assert first == again
    assert len((await hands.hands(it)).invitations) == 1


async def test_resolved_or_given_away_everybody_is_out_of_it(desk: DeskOf, hands: HandsOf) -> None:
    owner, second, third = await hands.on_duty("李静", "赵强", "孙悦")
    it = await hands.held_by(owner)
    for helper in (second, third):
        await hands.invite(it, owner, helper)
        await hands.join(it, helper)

    await hands.give(it, owner, second)
    await desk.accept(it, second)
    held = await desk.get(it)
    assert (held.holder_id, held.members) == (second.id, (third.id,))

    await desk.resolve(it, second)
    after = await desk.get(it)
    assert (after.status, after.members) == (Status.CLOSED, ())
    parts = (await hands.hands(it)).invitations
    assert all(one.ended_at is not None for one in parts)
