"""What counts as load, who is passed over, and who takes something by hand."""

import pytest

from hearthline.access import Staff
from hearthline.conversations import Status
from hearthline.routing import Presence, PresenceState
from hearthline.routing.model import BY_HAND
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf

pytestmark = pytest.mark.store


async def presence(desk: DeskOf, staff: Staff) -> Presence:
    async with desk.database.session(desk.tenant) as session:
        return await desk.routing.presence_of(session, staff.id)


async def test_whoever_helps_in_a_conference_has_so_much_less_room(
    desk: DeskOf, hands: HandsOf
) -> None:
    owner, helper = await hands.on_duty("李静", "赵强", capacity=1)
    it = await hands.held_by(owner)
    await hands.invite(it, owner, helper)
    asked = await presence(desk, helper)
    await hands.join(it, helper)
    joined = await presence(desk, helper)
    waiting = await desk.wait()
    during = (await desk.get(waiting)).offered_to

    async with desk.database.session(desk.tenant) as session:
        await hands.moves.conferences.leave(session, it, helper)
    await desk.routing.settle(desk.tenant, freed=helper.id)

    assert (asked.load, joined.load, joined.loads) == (0, 1, {"web": 1})
    assert (await presence(desk, owner)).load == 1
    assert during is None
    assert (await desk.get(waiting)).offered_to == helper.id


async def test_a_conference_that_ended_is_no_load(desk: DeskOf, hands: HandsOf) -> None:
    owner, helper = await hands.on_duty("李静", "赵强")
    it = await hands.held_by(owner)
    await hands.invite(it, owner, helper)
    await hands.join(it, helper)
    other = await desk.begin()

    async def shown() -> list[int]:
        async with desk.database.session(desk.tenant) as session:
            targets = await hands.moves.targets(session, other)
        return [one.load for one in targets.people if one.staff_id == helper.id]

    before = await shown()
    async with desk.database.session(desk.tenant) as session:
        await hands.wrap_ups.resolve(session, it, owner)

    assert (before, await shown()) == ([1], [0])
    assert (await presence(desk, helper)).load == 0


async def test_whoever_gave_it_to_a_line_is_not_offered_it_again(
    desk: DeskOf, hands: HandsOf
) -> None:
    [giver] = await hands.on_duty("李静")
    it = await hands.held_by(giver)
    await hands.queue_up(it, giver, await desk.queue())
    alone = (await desk.get(it)).offered_to
    [other] = await desk.hire("赵强")
    await desk.set(PresenceState.AVAILABLE, other)

    assert (alone, (await desk.get(it)).offered_to) == (None, other.id)


async def test_taken_by_hand_offline_one_is_there_for_it_and_for_no_more(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    first = await desk.wait()
    await desk.accept(first, agent)
    at_work = await presence(desk, agent)
    second = await desk.wait()

    assert (at_work.state, at_work.reason, at_work.load) == (PresenceState.BUSY, BY_HAND, 1)
    held = await desk.get(first)
    assert (held.status, held.holder_id) == (Status.AGENT, agent.id)
    assert (await desk.get(second)).offered_to is None
    await desk.set(PresenceState.AVAILABLE, agent)
    assert (await desk.get(second)).offered_to == agent.id


async def test_taken_by_hand_while_away_the_state_stays(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(PresenceState.AWAY, agent)
    await desk.accept(await desk.wait(), agent)

    assert (await presence(desk, agent)).state is PresenceState.AWAY
