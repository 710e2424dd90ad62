"""What the demo begins with: a company, its people, its web channel. Harmless twice."""

import secrets
from collections.abc import Mapping

from hearthline.access import Access, Passwords, SessionRules, seed_demo
from hearthline.conversations import Channel, ChannelKind, Channels
from hearthline.kernel import ChannelId, SystemClock, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.settings import Settings

TENANT_SLUG = "demo"
CHANNEL_KEY = "demo-web"
_ADD_TENANT = """
INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, %(name)s)
ON CONFLICT (slug) DO NOTHING
"""


async def seed(settings: Settings, app_url: str, passwords: Mapping[str, str]) -> TenantId:
    """See to the demo's company, people and channel."""
    vault = Vault(settings.secret_key())
    async with Database(app_url, max_size=4) as database:
        tenant_id = await _tenant(database)
        access = Access(
            database,
            SystemClock(),
            vault=vault,
            passwords=Passwords(),
            rules=SessionRules(),
        )
        async with database.session(tenant_id) as session:
            await seed_demo(session, access, passwords)
            await _channel(session, Channels(vault))
    return tenant_id


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
        name="安和供热官网",
        bot_name="小暖",
        greeting="您好，我是智能客服小暖（AI）。报修不热、查停暖、问热费，直接说就行；随时可以转人工。",
        greeting_en="Hello, I am 小暖, an AI assistant. Tell me what is wrong with your heating,"
        " or ask about outages and bills; you can ask for a person at any time.",
        domain="heating",
    )
    await channels.open(session, channel, secret=secrets.token_urlsafe(32))
