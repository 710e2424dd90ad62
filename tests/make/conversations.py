"""Channels, conversations and messages for tests."""

from uuid import UUID

from hearthline.access import Staff
from hearthline.conversations import (
    AccountRef,
    Channel,
    ChannelKind,
    Channels,
    Conversation,
    Conversations,
    Opening,
    Saying,
    Sender,
)
from hearthline.kernel import ChannelId, Clock, MessageId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams

SECRET = "a-channel-secret-of-at-least-32-bytes"


def conversations(clock: Clock) -> Conversations:
    """The service with its real collaborators."""
    return Conversations(Streams(), Outbox(), clock)


async def channel(
    session: Session,
    vault: Vault,
    *,
    key: str | None = None,
    greeting: str = "",
    kind: ChannelKind = ChannelKind.WEB,
) -> Channel:
    """A channel of the session's tenant, of the web unless said otherwise."""
    made = Channel(
        id=ChannelId.new(),
        tenant_id=TenantId.of(session.tenant_id),
        key=key or f"web-{MessageId.new().hex[:16]}",
        kind=kind,
        name="网页",
        bot_name="小暖",
        greeting=greeting,
        greeting_en=greeting and "Hello",
        domains=("heating",),
    )
    return await Channels(vault).open(session, made, secret=SECRET)


async def conversation(
    session: Session,
    vault: Vault,
    clock: Clock,
    *,
    subject: str | None = None,
    kind: ChannelKind = ChannelKind.WEB,
) -> Conversation:
    """An open conversation that the bot has."""
    way_in = await channel(session, vault, kind=kind)
    opening = Opening(
        way_in,
        "张*",
        "zh-CN",
        visitor_id=MessageId.new(),
        subject=subject,
        accounts=(AccountRef("heating", "1203005678"),) if subject else (),
        verify_level="L1" if subject else "L0",
    )
    return await conversations(clock).open(session, opening)


def words(text: str = "家里不热", *, client_id: UUID | None = None) -> Saying:
    """What a customer writes."""
    return Saying(Sender.customer("张*"), text, client_id=client_id or MessageId.new())


def reply(staff: Staff, text: str = "您好，请讲。") -> Saying:
    """What an agent writes."""
    return Saying(Sender.agent(staff.id, staff.name), text, client_id=MessageId.new())
