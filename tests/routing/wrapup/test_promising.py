"""What is still to be done after a conversation is promised, in the transaction of its wrap-up."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hearthline.access import Staff
from hearthline.customers import Promise
from hearthline.customers.promises.errors import KeeperUnknown, PromiseInThePast
from hearthline.kernel import ConversationId, CustomerId, Id, StaffId
from hearthline.routing import Ending, Filled
from hearthline.routing.wrapup.errors import NobodyToPromise
from hearthline.routing.wrapup.model import SummaryPart, ToDo
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf

pytestmark = pytest.mark.store

SAYS = {"todo": SummaryPart("维修师傅两小时内联系您", (2, 7))}
_CUSTOMER = """
INSERT INTO customer (id, label, first_seen_at, last_seen_at)
VALUES (%(id)s, '张*', %(now)s, %(now)s)
"""


async def known(hands: HandsOf, staff: Staff) -> tuple[ConversationId, CustomerId]:
    """A conversation of somebody who is known, held by `staff`."""
    it, who = await hands.held_by(staff), CustomerId.new()
    async with hands.desk.database.session(hands.desk.tenant) as session:
        await session.execute(_CUSTOMER, {"id": who, "now": hands.desk.clock.now()})
        await session.execute(
            "UPDATE conversation SET customer_id = %(who)s WHERE id = %(id)s",
            {"who": who, "id": it},
        )
    return it, who


async def promised(hands: HandsOf, who: CustomerId) -> list[Promise]:
    async with hands.desk.database.session(hands.desk.tenant) as session:
        return await hands.promises.of(session, who)


async def fill(
    hands: HandsOf, it: ConversationId, staff: Staff, filled: Filled, *, is_done: bool = True
) -> None:
    async with hands.desk.database.session(hands.desk.tenant) as session:
        await hands.wrap_ups.fill(session, it, staff, filled=filled, is_done=is_done)


async def end(hands: HandsOf, it: ConversationId, staff: Staff, filled: Filled | None) -> None:
    async with hands.desk.database.session(hands.desk.tenant) as session:
        await hands.wrap_ups.resolve(session, it, staff, ending=Ending(filled=filled))


async def test_what_the_summary_leaves_to_do_is_promised_once(desk: DeskOf, hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    it, who = await known(hands, agent)
    await end(hands, it, agent, Filled(summary=SAYS))
    for _ in range(2):
        await fill(hands, it, agent, Filled())

    [promise] = await promised(hands, who)
    assert (promise.text, promise.made, promise.made_by) == (SAYS["todo"].text, "wrapup", agent.id)
    assert (promise.conversation_id, promise.message_seq) == (it, 7)
    assert promise.due_at == desk.clock.now() + timedelta(hours=2)


async def test_what_is_begun_is_no_promise_yet_and_no_is_no(hands: HandsOf) -> None:
    [agent] = await hands.on_duty("李静")
    it, who = await known(hands, agent)
    await fill(hands, it, agent, Filled(summary=SAYS), is_done=False)
    await end(hands, it, agent, Filled(is_promise=False))

    assert await promised(hands, who) == []


async def test_the_agent_says_what_until_when_and_who(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    agent, colleague = await hands.on_duty("李静", "王芳")
    it, who = await known(hands, agent)
    due = desk.clock.now() + timedelta(days=1)
    todo = ToDo(Id.new(), "回电说明退费", due, keeper_id=colleague.id)
    await end(hands, it, agent, None)
    for _ in range(2):
        await fill(hands, it, agent, Filled(summary=SAYS, promise=todo))
        clock.advance(timedelta(minutes=1))

    [promise] = await promised(hands, who)
    assert (promise.text, promise.due_at, promise.made_by) == ("回电说明退费", due, colleague.id)
    async with desk.database.session(desk.tenant) as session:
        mine = await hands.promises.still_open(session, maker=colleague.id)
        given = await session.all("SELECT deed FROM audit WHERE deed = 'promise.given'")
    assert ([one.id for one in mine], len(given)) == ([promise.id], 1)


@pytest.mark.parametrize(
    ("todo", "error"),
    [
        (lambda now: ToDo(Id.new(), "回电", now - timedelta(minutes=1)), PromiseInThePast),
        (
            lambda now: ToDo(Id.new(), "回电", now + timedelta(hours=1), StaffId.new()),
            KeeperUnknown,
        ),
    ],
)
async def test_a_promise_that_cannot_be_kept_leaves_the_conversation_as_it_was(
    desk: DeskOf, hands: HandsOf, todo: Callable[..., ToDo], error: type[Exception]
) -> None:
    [agent] = await hands.on_duty("李静")
    it, who = await known(hands, agent)
    with pytest.raises(error):
        await end(hands, it, agent, Filled(promise=todo(desk.clock.now())))

    assert (await desk.get(it)).holder_id == agent.id
    assert await promised(hands, who) == []


async def test_somebody_nobody_knows_is_promised_nothing_unsaid(
    desk: DeskOf, hands: HandsOf
) -> None:
    [agent] = await hands.on_duty("李静")
    it = await hands.held_by(agent)
    asked = ToDo(Id.new(), "回电", desk.clock.now() + timedelta(hours=1))
    with pytest.raises(NobodyToPromise):
        await end(hands, it, agent, Filled(promise=asked))
    await end(hands, it, agent, Filled(summary=SAYS))

    assert (await desk.get(it)).holder_id is None
