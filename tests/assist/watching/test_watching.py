"""Severe words reach supervisors, whoever has the conversation and whether anybody looks."""

from datetime import timedelta

import pytest

from hearthline.access import Role, Staff
from hearthline.conversations import Move, Status
from hearthline.customers import NewPromise, Promises
from hearthline.entrypoints.supervision_rooms import alerts_of
from hearthline.kernel import ConversationId, CustomerId, Id, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.routing.supervision import Alarms, Neighbours, Walls
from hearthline.routing.supervision.alarm_rules import Alarm, AlarmKind
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf
from tests.make.helping import Helping

pytestmark = pytest.mark.store


@pytest.fixture(scope="module")
async def helping(database: Database, module_tenant: TenantId, vault: Vault) -> Helping:
    """A desk with one agent and the watch over it."""
    desk = DeskOf(database, module_tenant, FakeClock(), vault)
    [agent] = await desk.hire("李静", capacity=50)
    return Helping(desk, agent)


@pytest.fixture(scope="module")
async def boss(helping: Helping) -> Staff:
    """Who is to hear of it."""
    [one] = await helping.desk.hire("王芳", role=Role.SUPERVISOR)
    return one


def alarms_of(helping: Helping) -> Alarms:
    desk = helping.desk
    neighbours = Neighbours(alerts=alerts_of(helping.watch))
    walls = Walls(desk.database, desk.clock, neighbours=neighbours)
    return Alarms(desk.database, desk.clock, walls=walls, names=desk.access.names)


async def up(helping: Helping, kind: AlarmKind) -> list[Alarm]:
    alarms = alarms_of(helping)
    await alarms.watch(helping.desk.tenant)
    async with helping.desk.database.session(helping.desk.tenant) as session:
        return [one for one in await alarms.raised(session) if one.reading.kind is kind]


async def told(helping: Helping) -> list[str]:
    return [event.rule for event in await helping.watch.round(helping.desk.tenant)]


async def close(helping: Helping, it: ConversationId) -> None:
    async with helping.desk.database.session(helping.desk.tenant) as session:
        await helping.desk.conversations.move(session, it, Move(Status.CLOSED))


async def test_with_the_bot_and_nobody_looking_it_is_heard_of_once_and_taken_on(
    helping: Helping, boss: Staff
) -> None:
    desk = helping.desk
    it, other = await desk.begin(), await desk.begin()
    await helping.asks(it, "我不想活了，家里冷得要死")
    await helping.asks(other, "怎么交暖气费")

    assert await told(helping) == ["R03"]
    assert await told(helping) == []
    await helping.asks(it, "真的不想活了")
    assert await told(helping) == []

    [alarm] = await up(helping, AlarmKind.SEVERE)
    assert (alarm.severity, alarm.reading.conversation_id) == ("danger", it)
    assert alarm.reading.subject.endswith("有轻生的话")
    async with desk.database.session(desk.tenant) as session:
        await alarms_of(helping).acknowledge(session, alarm.id, boss, note="我来")
        [deed] = await session.all("SELECT deed FROM audit WHERE deed = 'alarm.acknowledged'")
    [taken] = await up(helping, AlarmKind.SEVERE)
    assert (taken.id, taken.acknowledged_by, taken.is_loud(desk.clock.now())) == (
        alarm.id,
        boss.id,
        False,
    )
    assert deed["deed"] == "alarm.acknowledged"

    await close(helping, it)
    assert await up(helping, AlarmKind.SEVERE) == []
    await close(helping, other)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("我要打12345投诉你们，还要找媒体曝光", "threat"),
        ("有电线断了掉在地上，还在冒火花", "hazard:wire_down"),
        ("你们都是傻逼，滚蛋", "R04"),
        ("孩子被电伤了", "R02"),
    ],
)
async def test_each_kind_of_severe_words_is_a_sign(helping: Helping, said: str, rule: str) -> None:
    it = await helping.desk.wait()
    await helping.asks(it, said)

    assert rule in await told(helping)
    await close(helping, it)


async def test_plain_anger_and_figures_of_speech_are_no_alarm(helping: Helping) -> None:
    it = await helping.desk.begin()
    for words in ("家里冻得要死，累死了", "热得想死不了", "你们快点修吧，急死人"):
        await helping.asks(it, words)

    assert await told(helping) == []
    await close(helping, it)


async def test_what_an_open_thread_told_gets_its_name_and_no_second_alarm(
    helping: Helping,
) -> None:
    it = await helping.held("家里不热")
    await helping.replies(it, "爱投诉投诉去")
    await helping.cards.watch(helping.desk.tenant, it, helping.agent.id)
    await helping.asks(it, "什么态度")

    assert "Q07" not in await told(helping)
    [alarm] = await up(helping, AlarmKind.SEVERE)
    assert alarm.reading.subject.endswith("服务禁语")
    assert alarm.reading.staff_id == helping.agent.id
    await close(helping, it)


async def test_promises_whose_time_has_passed_are_an_alarm_until_they_are_kept(
    helping: Helping,
) -> None:
    desk = helping.desk
    promises = Promises(desk.conversations, Streams(), Outbox(), desk.clock)
    who, due = CustomerId.new(), desk.clock.now() + timedelta(hours=1)
    async with desk.database.session(desk.tenant) as session:
        await session.execute(
            "INSERT INTO customer (id, label, first_seen_at, last_seen_at)"
            " VALUES (%(id)s, '张*', %(now)s, %(now)s)",
            {"id": who, "now": desk.clock.now()},
        )
        new = NewPromise(client_id=Id.new(), text="回电说明退费", due_at=due)
        made = await promises.make(session, who, new, by=helping.agent)
    assert await up(helping, AlarmKind.PROMISES_OVERDUE) == []
    assert isinstance(desk.clock, FakeClock)
    desk.clock.advance(timedelta(hours=2))

    [alarm] = await up(helping, AlarmKind.PROMISES_OVERDUE)
    assert (alarm.reading.value, alarm.reading.subject) == (1, "客户承诺")
    async with desk.database.session(desk.tenant) as session:
        await promises.keep(session, made.id, by=helping.agent, done="已回电")
    await up(helping, AlarmKind.PROMISES_OVERDUE)
    desk.clock.advance(timedelta(minutes=2))
    assert await up(helping, AlarmKind.PROMISES_OVERDUE) == []
