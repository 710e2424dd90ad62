"""Queues at work: skills over time, hours, overflow, helpers, haste, the last agent (R57, R64)."""

from datetime import UTC, datetime, timedelta

import pytest

from hearthline.access import Role, Staff
from hearthline.conversations import ChannelKind, MessageKind, Status
from hearthline.customers import CustomerTags, NewTag
from hearthline.kernel import ConversationId
from hearthline.routing import PresenceState, Urgency, Wish
from hearthline.routing.model import LAST_AGENT_WAITS, OFFER_LASTS, UNANSWERED
from hearthline.routing.queues.model import Backup, Closed, Hours, Ring, Span
from hearthline.routing.storm import Measures, Scope, StormPlans, Storms
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf

pytestmark = pytest.mark.store

AVAILABLE, BUSY, OFFLINE = PresenceState.AVAILABLE, PresenceState.BUSY, PresenceState.OFFLINE
PHONE = ChannelKind.PHONE
OFFICE = Hours(((Span(480, 1080),),) * 5 + ((), ()))  # the test's day is a Saturday
RINGS = (Ring(20, 40), Ring(60, None))


async def said(desk: DeskOf, conversation_id: ConversationId) -> list[tuple[str, str]]:
    """The notices of a conversation."""
    async with desk.database.session(desk.tenant) as session:
        messages = await desk.conversations.read(session, conversation_id)
    found = [message for message in messages if message.kind is MessageKind.NOTICE]
    return [(message.data["notice"], message.text) for message in found]


async def later(desk: DeskOf, clock: FakeClock, seconds: float) -> None:
    """Time passes, and the job comes round."""
    clock.advance(timedelta(seconds=seconds))
    await desk.routing.settle(desk.tenant)


async def of_customer(desk: DeskOf, *ids: ConversationId) -> None:
    """These conversations are of one customer."""
    async with desk.database.session(desk.tenant) as session:
        await session.execute(
            "WITH one AS (INSERT INTO customer (id, label, first_seen_at, last_seen_at)"
            " VALUES (gen_random_uuid(), '张*', now(), now()) RETURNING id)"
            " UPDATE conversation SET customer_id = (SELECT id FROM one) WHERE id = ANY(%(ids)s)",
            {"ids": list(ids)},
        )


async def served(desk: DeskOf, agent: Staff) -> ConversationId:
    """A conversation that the agent took and finished."""
    conversation_id = await desk.wait()
    await desk.accept(conversation_id, agent)
    await desk.resolve(conversation_id, agent)
    return conversation_id


async def test_skills_are_relaxed_as_the_customer_waits(desk: DeskOf, clock: FakeClock) -> None:
    middling, unskilled = await desk.hire("赵强", "钱进")
    queue = await desk.queue_of("供热", middling, unskilled, skills={"供热": 60}, rings=RINGS)
    await desk.skilled(middling, 供热=45)
    await desk.set(AVAILABLE, unskilled)
    waiting = await desk.wait(queue_id=queue)

    await later(desk, clock, 19)
    early = (await desk.get(waiting)).offered_to
    await desk.set(AVAILABLE, middling)
    await later(desk, clock, 1)
    ring = (await desk.get(waiting)).offered_to
    other = await desk.wait(queue_id=queue)
    await desk.set(BUSY, middling)
    await later(desk, clock, 60)

    assert early is None
    assert ring == middling.id
    assert (await desk.get(other)).offered_to == unskilled.id


async def test_the_process_wakes_when_the_next_ring_is_reached(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("赵强")
    queue = await desk.queue_of("供热", agent, skills={"供热": 60}, rings=RINGS)
    await desk.set(AVAILABLE, agent)
    begun = clock.now()
    waiting = await desk.wait(queue_id=queue)
    ripening = desk.routing.ripening

    await desk.routing.settle(desk.tenant)
    first = ripening.due[desk.tenant]
    clock.advance(timedelta(seconds=19))
    assert ripening.ripe() == []
    clock.advance(timedelta(seconds=1))
    assert ripening.ripe() == [desk.tenant]
    await desk.routing.settle(desk.tenant)
    second = ripening.due[desk.tenant]
    clock.advance(timedelta(seconds=40))
    await desk.routing.settle(desk.tenant)

    assert [first - begun, second - begun] == [timedelta(seconds=20), timedelta(seconds=60)]
    assert (await desk.get(waiting)).offered_to == agent.id
    assert ripening.due[desk.tenant] <= clock.now() + OFFER_LASTS


async def test_one_who_cannot_be_served_does_not_block_those_behind(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    await desk.skilled(agent, 供热=80)
    await desk.set(AVAILABLE, agent)

    english = await desk.wait(wish=Wish(skills={"英语": 60}))
    behind = await desk.wait()

    assert [one.offered_to for one in await desk.all([english, behind])] == [None, agent.id]


async def test_danger_and_people_in_need_come_first(desk: DeskOf, clock: FakeClock) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    wishes = [
        Wish(),
        Wish(urgency=Urgency(emotion="ANGRY")),
        Wish(urgency=Urgency(vulnerable=True)),
        Wish(urgency=Urgency(hazard=True)),
    ]
    ids = []
    for wish in wishes:
        ids.append(await desk.wait(wish=wish))
        clock.advance(timedelta(seconds=30))
    async with desk.database.session(desk.tenant) as session:
        places = [await desk.routing.place_of(session, one) for one in await desk.all(ids)]

    await desk.set(AVAILABLE, agent)
    order = []
    for _ in ids:
        [offered] = [one for one in await desk.all(ids) if one.offered_to]
        order.append(ids.index(offered.id))
        await desk.accept(offered.id, agent)
        await desk.resolve(offered.id, agent)

    assert [place and place.position for place in places] == [4, 3, 2, 1]
    assert order == [3, 2, 1, 0]
    assert [one.priority for one in await desk.all(ids)] == [3, 3, 1, 0]


async def test_what_a_customers_tags_ask_for_counts_by_itself(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    plain, alone, device = [await desk.begin() for _ in range(3)]
    await of_customer(desk, alone)
    await of_customer(desk, device)
    for one, code in ((alone, "elderly_alone"), (device, "medical_power")):
        customer = (await desk.get(one)).customer_id
        assert customer is not None
        async with desk.database.session(desk.tenant) as session:
            tag = NewTag(code=code, reason="家属来电说明")
            await CustomerTags(clock).add(session, customer, tag, by=agent)
    for one in (plain, alone, device):
        await desk.ask(one)
        clock.advance(timedelta(seconds=5))

    await desk.set(AVAILABLE, agent)

    states = await desk.all([plain, alone, device])
    assert [one.offered_to for one in states] == [None, None, agent.id]
    assert [one.priority for one in states] == [3, 1, 0]


async def test_the_waiting_overtake_weight_in_time(desk: DeskOf, clock: FakeClock) -> None:
    [agent] = await desk.hire("李静", capacity=1)
    calm = await desk.wait()
    clock.advance(timedelta(seconds=301))
    angry = await desk.wait(wish=Wish(urgency=Urgency(emotion="ANGRY")))

    await desk.set(AVAILABLE, agent)

    assert [one.offered_to for one in await desk.all([calm, angry])] == [agent.id, None]


async def test_a_returning_customer_goes_to_the_agent_known_if_there(desk: DeskOf) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first)
    before, again = await served(desk, first), await desk.begin()
    await of_customer(desk, before, again)
    await desk.set(AVAILABLE, second)

    await desk.ask(again)

    assert (await desk.get(again)).offered_to == first.id


async def test_a_returning_customer_does_not_wait_for_an_agent_who_is_gone(desk: DeskOf) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first)
    before, again = await served(desk, first), await desk.begin()
    await of_customer(desk, before, again)
    await desk.set(AVAILABLE, second)
    await desk.set(OFFLINE, first)

    await desk.ask(again)

    assert (await desk.get(again)).offered_to == second.id


async def test_a_returning_customer_waits_some_seconds_for_one_who_is_full(
    desk: DeskOf, clock: FakeClock
) -> None:
    first, second = await desk.hire("李静", "赵强", capacity=1)
    await desk.set(AVAILABLE, first)
    before, again = await served(desk, first), await desk.begin()
    await of_customer(desk, before, again)
    busy_with = await desk.wait()
    await desk.accept(busy_with, first)
    await desk.set(AVAILABLE, second)

    await desk.ask(again)
    await desk.routing.settle(desk.tenant)
    kept = (await desk.get(again)).offered_to
    await later(desk, clock, LAST_AGENT_WAITS.total_seconds())

    assert kept is None
    assert (await desk.get(again)).offered_to == second.id


async def test_a_wanted_person_is_asked_before_one_with_less_to_do(desk: DeskOf) -> None:
    first, second = await desk.hire("李静", "赵强")
    await desk.set(AVAILABLE, first, second)
    await desk.accept(await desk.wait(wish=Wish(preferred=first.id)), first)

    again = await desk.wait(wish=Wish(preferred=first.id))

    assert (await desk.get(again)).offered_to == first.id


async def test_a_call_interrupts_chats_only_by_rule(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    await desk.takes(agent, 2)
    await desk.set(AVAILABLE, agent)
    for _ in range(2):
        await desk.accept(await desk.wait(), agent)
    call = await desk.wait(kind=PHONE)
    before = (await desk.get(call)).offered_to

    await desk.takes(agent, 2, interrupts={"phone": ("web",)})
    await desk.routing.settle(desk.tenant)
    chat = await desk.wait()

    assert before is None
    assert [one.offered_to for one in await desk.all([call, chat])] == [agent.id, None]


async def test_no_chat_comes_to_whoever_is_on_the_phone(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    await desk.accept(await desk.wait(kind=PHONE), agent)

    chat = await desk.wait()

    assert (await desk.get(chat)).offered_to is None


async def test_each_kind_of_channel_has_its_limit(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    await desk.takes(agent, 6, by_channel={"wechat": 1})
    await desk.set(AVAILABLE, agent)

    ids = [await desk.wait(kind=ChannelKind.WECHAT) for _ in range(2)]
    ids.append(await desk.wait())

    assert [one.offered_to for one in await desk.all(ids)] == [agent.id, None, agent.id]


async def test_whoever_waits_too_long_flows_over_to_another_queue_once(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静")
    there = await desk.queue_of("夜班", agent, overflow_after_s=1)
    here = await desk.queue_of("供热", overflow_to=there, overflow_after_s=45)
    waiting = await desk.wait(queue_id=here)
    begun = (await desk.get(waiting)).queued_at
    await desk.set(AVAILABLE, agent)

    await later(desk, clock, 44)
    early = await desk.get(waiting)
    await later(desk, clock, 1)
    after = await desk.get(waiting)

    assert (early.queue_id, early.offered_to) == (here, None)
    assert (after.queue_id, after.offered_to, after.queued_at) == (there, agent.id, begun)


async def test_a_closed_queue_is_no_place_to_flow_over_to(desk: DeskOf, clock: FakeClock) -> None:
    there = await desk.queue_of("白班", hours=OFFICE)
    here = await desk.queue_of("供热", overflow_to=there, overflow_after_s=10)
    waiting = await desk.wait(queue_id=here)

    await later(desk, clock, 60)

    assert (await desk.get(waiting)).queue_id == here


async def test_another_queues_people_help_while_nobody_waits_there(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静")
    chats = await desk.queue_of("在线", agent)
    calls = await desk.queue_of("热线", backups=(Backup(chats, 30),))
    await desk.set(AVAILABLE, agent)
    call = await desk.wait(queue_id=calls, kind=PHONE)

    await later(desk, clock, 29)
    early = (await desk.get(call)).offered_to
    hard = await desk.wait(queue_id=chats, wish=Wish(skills={"英语": 50}))
    await later(desk, clock, 2)
    needed_at_home = (await desk.get(call)).offered_to
    await desk.skilled(agent, 英语=60)
    await desk.routing.settle(desk.tenant)
    await desk.accept(hard, agent)
    await desk.resolve(hard, agent)

    assert (early, needed_at_home) == (None, None)
    assert (await desk.get(call)).offered_to == agent.id


async def test_outside_hours_a_queue_may_keep_people_and_says_when_it_opens(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静")
    queue = await desk.queue_of("供热", agent, hours=OFFICE)
    await desk.set(AVAILABLE, agent)
    waiting = await desk.begin()

    placement = await desk.ask(waiting, queue_id=queue)
    while_closed = await desk.get(waiting)
    [(notice, words)] = await said(desk, waiting)
    assert placement.opens_at is not None
    clock.advance(placement.opens_at - clock.now())
    await desk.routing.settle(desk.tenant)

    assert (placement.position, placement.eta_seconds) == (1, None)
    assert placement.closed is Closed.QUEUE
    assert placement.opens_at == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert (while_closed.status, while_closed.offered_to) == (Status.QUEUED, None)
    assert (notice, "11月23日 08:00开始服务" in words) == ("queued", True)
    assert (await desk.get(waiting)).offered_to == agent.id


@pytest.mark.parametrize(
    ("closed", "words"), [(Closed.CALLBACK, "登记回电"), (Closed.MESSAGE, "到时再说“转人工”")]
)
async def test_outside_hours_a_queue_may_keep_nobody_waiting(
    desk: DeskOf, closed: Closed, words: str
) -> None:
    queue = await desk.queue_of("供热", hours=OFFICE, closed=closed)
    waiting = await desk.begin()

    placement = await desk.ask(waiting, queue_id=queue)

    assert (placement.position, placement.closed) == (0, closed)
    assert (await desk.get(waiting)).status is Status.BOT
    [(notice, told)] = await said(desk, waiting)
    assert (notice, words in told) == ("closed_hours", True)


async def test_danger_is_never_turned_away(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    queue = await desk.queue_of("供热", agent, hours=OFFICE, closed=Closed.MESSAGE)
    await desk.set(AVAILABLE, agent)

    waiting = await desk.wait(queue_id=queue, wish=Wish(urgency=Urgency(hazard=True)))

    assert (await desk.get(waiting)).offered_to == agent.id


async def test_at_night_a_closed_queue_hands_over_to_the_one_on_duty(desk: DeskOf) -> None:
    [agent] = await desk.hire("李静")
    night = await desk.queue_of("值班", agent)
    day = await desk.queue_of("供热", hours=OFFICE, overflow_to=night, overflow_after_s=60)
    await desk.set(AVAILABLE, agent)

    waiting = await desk.get(await desk.wait(queue_id=day))

    assert (waiting.queue_id, waiting.offered_to) == (night, agent.id)


async def test_the_time_counts_only_those_who_could_take_it(desk: DeskOf, clock: FakeClock) -> None:
    skilled, unskilled = await desk.hire("李静", "赵强")
    await desk.takes(skilled, 1)
    await desk.takes(unskilled, 4)
    queue = await desk.queue_of("供热", skilled, unskilled, skills={"供热": 60})
    late = await desk.queue_of("晚放宽", unskilled, skills={"供热": 60}, rings=(Ring(1200, None),))
    await desk.skilled(skilled, 供热=70)
    await desk.set(AVAILABLE, skilled, unskilled)
    await desk.wait(queue_id=queue)

    some = await desk.ask(await desk.begin(), queue_id=queue)
    relaxed = await desk.ask(await desk.begin(), queue_id=late)
    nobody = await desk.ask(await desk.begin(), queue_id=queue, wish=Wish(skills={"英语": 90}))

    assert (some.position, some.eta_seconds) == (2, 600)
    assert relaxed.eta_seconds == 1200
    assert (nobody.position, nobody.eta_seconds) == (3, None)


async def test_the_words_of_the_matter_choose_the_queue(desk: DeskOf) -> None:
    heating = await desk.queue_of("供热报修", skills={"供热": 60})
    default = await desk.queue()

    found = await desk.get(await desk.wait(wish=Wish(about=("投诉", "供热"))))
    other = await desk.get(await desk.wait(wish=Wish(about=("收费",))))

    assert (found.queue_id, other.queue_id) == (heating, default)


async def test_an_unanswered_offer_sets_a_break_of_the_companys_list(
    desk: DeskOf, clock: FakeClock
) -> None:
    [agent] = await desk.hire("李静")
    await desk.set(AVAILABLE, agent)
    await desk.wait()

    await later(desk, clock, OFFER_LASTS.total_seconds())

    async with desk.database.session(desk.tenant) as session:
        presence = await desk.routing.presence_of(session, agent.id)
    assert (presence.state, presence.reason) == (PresenceState.AWAY, UNANSWERED)


async def test_in_a_storm_skills_are_relaxed_and_more_fits_at_once(
    desk: DeskOf, clock: FakeClock
) -> None:
    boss = (await desk.hire("王芳", role=Role.SUPERVISOR))[0]
    agent, other = await desk.hire("李静", "赵强")
    await desk.takes(agent, 1)
    elsewhere = await desk.queue_of("电力", other)
    queue = await desk.queue_of("供热", agent, skills={"供热": 60}, rings=RINGS)
    await desk.set(AVAILABLE, agent, other)
    ids = [await desk.wait(queue_id=queue) for _ in range(4)]
    calm = [one.offered_to for one in await desk.all(ids)]

    async with desk.database.session(desk.tenant) as session:
        measures = Measures(relaxes_rings=True, extra_chats=1, joining=(elsewhere,))
        plan = await StormPlans(clock).write(session, "寒潮", boss, measures=measures)
        await Storms(clock).declare(
            session,
            plan.id,
            boss,
            reason="寒潮",
            lasting=timedelta(hours=1),
            scope=Scope(queues=(queue,)),
        )
    await desk.routing.settle(desk.tenant)

    assert calm == [None] * 4
    stormy = [one.offered_to for one in await desk.all(ids)]
    assert stormy.count(agent.id) == 2
    assert stormy.count(other.id) == 2
