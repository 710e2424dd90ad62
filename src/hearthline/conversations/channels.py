"""Channels: the ways in, their public keys and their sealed secrets."""

from uuid import UUID

from hearthline.conversations.errors import NoSuchChannel
from hearthline.conversations.model import Channel, ChannelKind
from hearthline.kernel import ChannelId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Row, Session

_ADD = """
INSERT INTO channel (id, key, kind, name, bot_name, greeting, greeting_en, sealed_secret, domains)
VALUES (%(id)s, %(key)s, %(kind)s, %(name)s, %(bot_name)s, %(greeting)s, %(greeting_en)s,
  %(secret)s, %(domains)s)
"""
_ENTER = """
INSERT INTO channel_directory (key, tenant_id, channel_id)
VALUES (%(key)s, %(tenant)s, %(id)s)
"""

_SHOW_TYPING = "UPDATE channel SET typing_preview = %(on)s WHERE id = %(id)s"
_TRADES = "SELECT DISTINCT domains FROM channel ORDER BY domains LIMIT 50"
_BY_ID = "SELECT * FROM channel WHERE id = %(id)s"


class ChannelStore:
    """Channels in the database."""

    async def add(self, session: Session, channel: Channel, *, sealed_secret: bytes) -> None:
        """Add a channel and enter its key into the directory of all tenants."""
        params = {
            "id": channel.id,
            "key": channel.key,
            "kind": channel.kind,
            "name": channel.name,
            "bot_name": channel.bot_name,
            "greeting": channel.greeting,
            "greeting_en": channel.greeting_en,
            "secret": sealed_secret,
            "domains": list(channel.domains),
        }
        await session.execute(_ADD, params)
        entry = {"key": channel.key, "tenant": session.tenant_id, "id": channel.id}
        await session.execute(_ENTER, entry)

    async def tenant_of(self, session: Session, key: str) -> TenantId | None:
        """Whose channel a public key is."""
        sql = "SELECT tenant_id FROM channel_directory WHERE key = %(key)s"
        row = await session.maybe(sql, {"key": key})
        return TenantId.of(row["tenant_id"]) if row else None

    async def find(self, session: Session, key: str) -> tuple[Channel, bytes] | None:
        """A channel with its sealed secret, by its public key."""
        row = await session.maybe("SELECT * FROM channel WHERE key = %(key)s", {"key": key})
        return (channel_of(row), row["sealed_secret"]) if row else None

    async def get(self, session: Session, channel_id: ChannelId) -> Channel:
        """A channel of the tenant; raises LookupError for any other."""
        return channel_of(await session.one(_BY_ID, {"id": channel_id}))

    async def by_id(self, session: Session) -> dict[UUID, Channel]:
        """All channels of the tenant (a tenant has a handful)."""
        rows = await session.all("SELECT * FROM channel ORDER BY key LIMIT 500")
        return {row["id"]: channel_of(row) for row in rows}


class Channels:
    """The ways in: opening one, finding it, and its secret."""

    def __init__(self, vault: Vault) -> None:
        """The vault keeps the secrets."""
        self._store = ChannelStore()
        self._vault = vault

    async def tenant_of(self, session: Session, key: str) -> TenantId:
        """The tenant of a public key; raises NoSuchChannel. Needs no tenant's session."""
        tenant = await self._store.tenant_of(session, key)
        if tenant is None:
            raise NoSuchChannel(key=key[:64])
        return tenant

    async def get(self, session: Session, key: str) -> Channel:
        """A channel by its public key; raises NoSuchChannel."""
        return (await self._found(session, key))[0]

    async def by_id(self, session: Session, channel_id: ChannelId) -> Channel:
        """A channel by its id; raises LookupError for one of another tenant."""
        return await self._store.get(session, channel_id)

    @staticmethod
    async def trades(session: Session) -> list[tuple[str, ...]]:
        """Each set of trades that a channel of the tenant answers for, once."""
        rows = await session.all(_TRADES)
        return [tuple(row["domains"]) for row in rows]

    async def secret(self, session: Session, key: str) -> str:
        """The secret that the operator's server signs identity tokens with."""
        return self._vault.open((await self._found(session, key))[1])

    async def open(self, session: Session, channel: Channel, *, secret: str) -> Channel:
        """Open a way in; one that exists with this key stays as it is."""
        known = await self._store.find(session, channel.key)
        if known:
            return known[0]
        await self._store.add(session, channel, sealed_secret=self._vault.seal(secret))
        return channel

    async def show_typing(self, session: Session, key: str, *, on: bool) -> None:
        """Let agents see, or not see, what customers type before it is sent; raises NoSuchChannel.

        Where it is on, the widget tells the customer so.
        """
        channel = await self.get(session, key)
        await session.execute(_SHOW_TYPING, {"id": channel.id, "on": on})

    async def _found(self, session: Session, key: str) -> tuple[Channel, bytes]:
        found = await self._store.find(session, key)
        if found is None:
            raise NoSuchChannel(key=key[:64])
        return found


def channel_of(row: Row) -> Channel:
    """A row as the model."""
    return Channel(
        id=ChannelId.of(row["id"]),
        tenant_id=TenantId.of(row["tenant_id"]),
        key=row["key"],
        kind=ChannelKind(row["kind"]),
        name=row["name"],
        bot_name=row["bot_name"],
        greeting=row["greeting"],
        greeting_en=row["greeting_en"],
        domains=tuple(row["domains"]),
    )
