"""A small desk made up from a seed: who works there, who calls, and what must hold at all times."""

import random
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthline.access import Role, Staff
from hearthline.conversations import (
    Channel,
    ChannelKind,
    Channels,
    Conversations,
    Opening,
)
from hearthline.kernel import (
    ChannelId,
    ConversationId,
    MessageId,
    QueueId,
    StaffId,
    SystemClock,
    TenantId,
)
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams
from hearthline.routing.queues.model import AgentSetting, Backup, Queue, Ring
from hearthline.routing.queues.store import Change, QueueSettingStore
from hearthline.routing.store import PresenceStore

# A minute passes in a second: offers run out, rings relax and breaks end within a short run.
HASTE = 60
KINDS = (ChannelKind.WEB, ChannelKind.WECHAT, ChannelKind.PHONE)
SKILLS = ("供热", "电力", "英语")
_LIMITS: tuple[dict[str, int], ...] = ({}, {"wechat": 1}, {"web": 2, "wechat": 1}, {"phone": 0})
_RULES: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"phone": ("web",)},
    {"phone": ("web", "wechat"), "web": ("phone",)},
)
_TENANT = "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '压测')"
_STAFF = """
INSERT INTO staff (id, username, name, password_hash, created_at)
VALUES (%(id)s, %(username)s, %(name)s, 'none', %(now)s)
"""
_ROLE = "INSERT INTO staff_role (staff_id, role) VALUES (%(id)s, 'agent')"


class HastyClock:
    """The time of a run: it begins at `origin` and goes so many times faster than the machine's."""

    def __init__(self, origin: datetime, *, ahead: timedelta = timedelta(0)) -> None:
        """`ahead` is added to the run's time."""
        self._system = SystemClock()
        self._origin = origin
        self.ahead = ahead

    def now(self) -> datetime:
        """The run's time, the same in every process."""
        passed = self._system.now() - self._origin
        return self._origin + passed * HASTE + self.ahead

    def monotonic(self) -> float:
        """Seconds of the run."""
        return self._system.monotonic() * HASTE


@dataclass(frozen=True, slots=True)
class Scene:
    """One run: its desk, its customers, and the seed of everything that happens."""

    seed: int
    origin: datetime
    tenant_id: TenantId
    people: tuple[Staff, ...]
    queues: tuple[QueueId, ...]
    customers: tuple[ConversationId, ...]
    steps: int


async def make_scene(database: Database, vault: Vault, seed: int, *, steps: int) -> Scene:
    """Make up a desk: people with skills and room, two queues that lean on each other, callers."""
    chance, origin = random.Random(seed), SystemClock().now()  # noqa: S311  (a seed, no secret)
    clock, tenant_id = HastyClock(origin), TenantId.new()
    async with database.open_session() as session:
        await session.execute(_TENANT, {"id": tenant_id, "slug": f"run-{tenant_id.hex}"})
    async with database.session(tenant_id) as session:
        people = [await _person(session, chance, clock, n) for n in range(chance.randint(2, 4))]
        queues = await _queues(session, chance, clock, people)
        customers = await _customers(session, chance, clock, vault)
    return Scene(seed, origin, tenant_id, tuple(people), queues, customers, steps)


async def _person(session: Session, chance: random.Random, clock: HastyClock, n: int) -> Staff:
    staff_id, now = StaffId.new(), clock.now()
    username, name = f"agent{n}", f"客服{n}"
    params = {"id": staff_id, "username": username, "name": name, "now": now}
    await session.execute(_STAFF, params)
    await session.execute(_ROLE, params)
    total = chance.randint(1, 3)
    setting = AgentSetting(
        staff_id,
        name,
        skills={skill: chance.randint(0, 100) for skill in SKILLS if chance.random() < 0.7},
        total=total,
        by_channel=chance.choice(_LIMITS),
        interrupts=chance.choice(_RULES),
        queues=(),
    )
    await PresenceStore().ensure(session, staff_id, now=now)
    await QueueSettingStore().set_agent(session, setting, Change(staff_id, now))
    roles = frozenset({Role.AGENT})
    return Staff(staff_id, TenantId.of(session.tenant_id), username, name, roles)


async def _queues(
    session: Session, chance: random.Random, clock: HastyClock, people: list[Staff]
) -> tuple[QueueId, ...]:
    store, change = QueueSettingStore(), Change(people[0].id, clock.now())
    first, second = QueueId.new(), QueueId.new()
    rings = (Ring(10, chance.randint(0, 50)), Ring(25, None))
    made = [
        Queue(second, "甲", skills={"电力": chance.randint(0, 70)}, rings=rings),
        Queue(
            first,
            "乙",
            skills={"供热": chance.randint(0, 70)},
            rings=rings,
            backups=(Backup(second, 5),) if chance.random() < 0.5 else (),
            overflow_to=second if chance.random() < 0.5 else None,
            overflow_after_s=15,
        ),
    ]
    for queue in made:
        await store.save(session, queue, change)
        serving = [person for person in people if chance.random() < 0.75] or people
        await store.set_members(
            session, queue.id, {person.id: chance.randint(1, 2) for person in serving}
        )
    return first, second


async def _customers(
    session: Session, chance: random.Random, clock: HastyClock, vault: Vault
) -> tuple[ConversationId, ...]:
    channels = [await _channel(session, vault, kind) for kind in KINDS]
    conversations = Conversations(Streams(), Outbox(), clock)
    found = []
    for _ in range(chance.randint(6, 12)):
        opening = Opening(chance.choice(channels), "张*", "zh-CN", visitor_id=MessageId.new())
        found.append((await conversations.open(session, opening)).id)
    return tuple(found)


async def _channel(session: Session, vault: Vault, kind: ChannelKind) -> Channel:
    channel = Channel(
        id=ChannelId.new(),
        tenant_id=TenantId.of(session.tenant_id),
        key=f"{kind.value}-{MessageId.new().hex[-12:]}",
        kind=kind,
        name=kind.value,
        bot_name="小暖",
        greeting="",
        greeting_en="",
        domains=("heating",),
    )
    return await Channels(vault).open(session, channel, secret=secrets.token_hex(16))
