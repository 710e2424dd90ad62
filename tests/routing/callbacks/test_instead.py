"""Whoever waits long is offered a call instead, in the chat; without a number we ask for it."""

from datetime import UTC, datetime, timedelta

import pytest

from hearthline.conversations import Message, MessageKind, Saying, Sender, Status
from hearthline.kernel import ConversationId, Id
from hearthline.routing import BookedCall, CallsAtOpening, CallsInstead
from hearthline.routing.callbacks.model import CallState
from hearthline.routing.notices import CALL_INSTEAD
from hearthline.routing.queues.model import Closed, Hours, Span
from hearthline.routing.storm import Measures
from tests.fakes.fake_clock import FakeClock
from tests.make import storms as make_storms
from tests.make.desk import DeskOf
from tests.make.hands import HandsOf

pytestmark = pytest.mark.store

OFFICE = Hours(((Span(480, 1080),),) * 5 + ((), ()))  # the test's day is a Saturday


async def writes(
    desk: DeskOf, hands: HandsOf, it: ConversationId, text: str, choice: str | None = None
) -> tuple[Message, bool]:
    """The customer writes or picks, and it is heard twice: the answers must agree."""
    kind = MessageKind.CHOICE if choice else MessageKind.TEXT
    data = {"choice": choice} if choice else {}
    saying = Saying(Sender.customer(""), text, kind, data, client_id=Id.new())
    instead = CallsInstead(hands.calls, desk.routing)
    async with desk.database.session(desk.tenant) as session:
        received = await desk.conversations.receive(session, it, saying)
        is_heard = await instead.heard(session, received.message)
    async with desk.database.session(desk.tenant) as session:
        await instead.heard(session, received.message)
    return received.message, is_heard


async def call_of(desk: DeskOf, hands: HandsOf, it: ConversationId) -> BookedCall | None:
    async with desk.database.session(desk.tenant) as session:
        return await hands.calls.of(session, it)


async def offers(hands: HandsOf, it: ConversationId) -> bool:
    """Whether the notice of the line offers a call."""
    told = [one for one in await hands.thread(it) if one.data.get("notice") == "queued"]
    offered = [one["value"] for one in told[-1].data.get("choices", [])]
    assert ("改为回电" in told[-1].text) == (offered == [CALL_INSTEAD])
    return bool(offered)


async def test_a_number_is_asked_for_once_and_the_place_is_kept(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    it = await desk.wait()
    queued_at = (await desk.get(it)).queued_at
    clock.advance(timedelta(minutes=2))

    ignored = [await writes(desk, hands, it, text) for text in ("13900001111", "1号楼不热")]
    await writes(desk, hands, it, "改为回电", CALL_INSTEAD)
    await writes(desk, hands, it, "改为回电。")
    waiting = (await desk.get(it)).status
    await writes(desk, hands, it, "等等，我找一下")
    await writes(desk, hands, it, "１３９ 0000 1111，谢谢")
    call = await call_of(desk, hands, it)
    last, _ = await writes(desk, hands, it, "改为回电", CALL_INSTEAD)
    now = await desk.get(it)

    assert [is_heard for _, is_heard in ignored] == [False, False]
    assert await offers(hands, it)
    assert waiting is Status.QUEUED
    assert call is not None
    assert (call.phone_masked, call.place_at, call.state) == (
        "139****1111",
        queued_at,
        CallState.BOOKED,
    )
    assert call.from_at == clock.now() + timedelta(minutes=15)
    assert await call_of(desk, hands, it) == call
    assert (now.status, now.awaits_bot, now.answered_seq) == (Status.BOT, False, last.seq)
    assert await hands.notices(it) == [
        "queued",
        "callback_phone_wanted",
        "callback_booked",
        "callback_booked",
    ]


async def test_a_call_is_offered_where_the_wait_is_long(
    desk: DeskOf, hands: HandsOf, clock: FakeClock
) -> None:
    [agent] = await hands.on_duty("李静", capacity=1)
    served, usual = await desk.wait(), await desk.wait()
    await desk.accept(served, agent)
    async with desk.database.session(desk.tenant) as session:
        await make_storms.storm(session, clock, Measures(callback_over_s=7200))
    stormy, danger = await desk.wait(), await desk.wait(priority=0)

    assert [await offers(hands, one) for one in (served, usual, stormy, danger)] == [
        False,
        True,
        False,
        False,
    ]
    assert not (await writes(desk, hands, served, "改为回电", CALL_INSTEAD))[1]
    assert await call_of(desk, hands, served) is None


async def test_outside_hours_the_number_is_asked_for_and_the_call_comes_at_opening(
    desk: DeskOf, hands: HandsOf
) -> None:
    desk.routing.at_opening = CallsAtOpening(hands.calls).book
    queue = await desk.queue_of("供热", hours=OFFICE, closed=Closed.CALLBACK)
    it = await desk.begin()

    placement = await desk.ask(it, queue_id=queue)
    waiting = (await desk.get(it)).status
    await writes(desk, hands, it, "010-62345678")
    call = await call_of(desk, hands, it)

    assert (placement.position, waiting) == (1, Status.QUEUED)
    assert call is not None
    assert call.from_at == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert (await desk.get(it)).status is Status.BOT
    assert await hands.notices(it) == ["closed_hours", "callback_phone_wanted", "callback_booked"]
