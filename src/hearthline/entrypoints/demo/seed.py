"""What the demo begins with: a company, its people, a queue, a web channel, the pack's articles.

Harmless twice. It makes the few services that it needs by hand: the whole product would be
trained first, and the server does that already.
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from hearthline.access import Access, Passwords, Role, SessionRules, Staff, seed_demo
from hearthline.conversations import Channel, ChannelKind, Channels, Conversations
from hearthline.dialogue import Releases
from hearthline.entrypoints.demo.canned import seed_canned
from hearthline.entrypoints.demo.queues import seed_queues
from hearthline.entrypoints.demo.visits import seed_visits
from hearthline.entrypoints.trade import read_packs
from hearthline.kernel import ChannelId, SystemClock, TenantId
from hearthline.knowledge import Graph, Knowledge
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.settings import Settings
from hearthline.platform.streams import Streams
from hearthline.routing import CannedAnswers, Routing
from hearthline.tickets import DutyRules, Teams, TicketHandling, Tickets

TENANT_SLUG = "demo"
CHANNEL_KEY = "demo-web"
_ADD_TENANT = """
INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, %(name)s)
ON CONFLICT (slug) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Seeder:
    """The services that seeding needs."""

    access: Access
    channels: Channels
    routing: Routing
    knowledge: Knowledge
    canned: CannedAnswers

    @classmethod
    def of(cls, database: Database, vault: Vault) -> "Seeder":
        """Make them."""
        clock, streams = SystemClock(), Streams()
        access = Access(database, clock, vault=vault, passwords=Passwords(), rules=SessionRules())
        conversations = Conversations(streams, Outbox(), clock)
        routing = Routing(database, conversations, streams=streams, clock=clock, names=access.names)
        knowledge = Knowledge(database, clock, words=[])
        return cls(access, Channels(vault), routing, knowledge, CannedAnswers(clock))


async def seed(settings: Settings, app_url: str, passwords: Mapping[str, str]) -> TenantId:
    """See to everything that the demo begins with."""
    vault = Vault(settings.secret_key())
    shelf = await asyncio.to_thread(read_packs, settings)
    async with Database(app_url, max_size=4) as database:
        tenant_id = await _tenant(database)
        seeder = Seeder.of(database, vault)
        async with database.session(tenant_id) as session:
            people = await seed_demo(session, seeder.access, passwords)
            agents = _agents(people)
            await seed_queues(session, seeder.routing, SystemClock(), agents=agents)
            await seed_canned(session, seeder.canned, people["wangfang"])
            teams = Teams(SystemClock(), rules=shelf.duties)
            known = {name: person.id for name, person in people.items()}
            await teams.plant(session, shelf.duties.teams, known)
            handling = TicketHandling(_tickets(vault, shelf.duties), teams)
            planted, agent = await teams.every(session), people["wangfang"]
            await seed_visits(session, handling, teams=planted, people=known, by=agent)
            await _channel(session, seeder.channels)
            if not await Releases(shelf, seeder.knowledge, SystemClock()).has_own(session):
                await seeder.knowledge.load_pack(session, shelf.articles)
                await Graph(SystemClock()).load_profiles(session, shelf.profiles)
    return tenant_id


def _tickets(vault: Vault, rules: DutyRules) -> Tickets:
    clock, streams, outbox = SystemClock(), Streams(), Outbox()
    conversations = Conversations(streams, outbox, clock)
    return Tickets(
        vault, clock, rules=rules, outbox=outbox, streams=streams, conversations=conversations
    )


def _agents(people: Mapping[str, Staff]) -> dict[str, Staff]:
    """Agents, and the supervisor, who may help out."""
    serving = {Role.AGENT, Role.SUPERVISOR}
    return {name: person for name, person in people.items() if serving & person.roles}


async def _tenant(database: Database) -> TenantId:
    wanted = {"id": TenantId.new(), "slug": TENANT_SLUG, "name": "安和供热（演示）"}
    async with database.open_session() as session:
        await session.execute(_ADD_TENANT, wanted)
        row = await session.one("SELECT id FROM tenant WHERE slug = %(slug)s", wanted)
    return TenantId.of(row["id"])


async def _channel(session: Session, channels: Channels) -> None:
    channel = Channel(
        id=ChannelId.new(),
        tenant_id=session.tenant_id,
        key=CHANNEL_KEY,
        kind=ChannelKind.WEB,
        name="安和热力电力官网",
        bot_name="小暖",
        greeting="您好，我是智能客服小暖（AI）。供热、用电的事都可以直接说：报修、查停热停电、"
        "查费缴费、办业务；随时可以转人工。",
        greeting_en="Hello, I am 小暖, an AI assistant for heating and power: faults, outages,"
        " bills, applications. Just tell me; you can ask for a person at any time.",
        domains=("heating", "power"),
    )
    await channels.open(session, channel, secret=secrets.token_urlsafe(32))
