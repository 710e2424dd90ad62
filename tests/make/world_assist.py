"""Cards that a path can name."""

from typing import Protocol

from hearthline.assist.cards.model import Card, CardId, CardKind, Content
from hearthline.assist.cards.store import CardStore
from hearthline.kernel import ConversationId, StaffId, SystemClock, TenantId
from hearthline.platform.db import Database


class _World(Protocol):
    tenant: TenantId

    @property
    def database(self) -> Database: ...

    async def conversation(self) -> str: ...


async def card_id(world: _World) -> str:
    """A card of a conversation; asked for under another conversation it is not there."""
    conversation_id = ConversationId.of(await world.conversation())
    card = Card(
        id=CardId.new(),
        conversation_id=conversation_id,
        seq=1,
        staff_id=StaffId.new(),
        kind=CardKind.SOP,
        ref="sop:cold_home.facts",
        content=Content("共情并复述"),
        utility=0.5,
        took_ms=20,
        made_at=SystemClock().now(),
    )
    async with world.database.session(world.tenant) as session:
        await CardStore().add(session, card)
    return str(card.id)
