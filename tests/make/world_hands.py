"""Booked calls that a path can name."""

from datetime import timedelta
from typing import Protocol

from hearthline.entrypoints.composition import Product
from hearthline.kernel import ConversationId, Id, TenantId
from hearthline.platform.db import Database
from hearthline.routing import BookedCalls, Wanted


class _World(Protocol):
    product: Product
    tenant: TenantId

    @property
    def database(self) -> Database: ...

    async def conversation(self) -> str: ...


async def call_id(world: _World) -> str:
    """A call that a customer waits for."""
    calls = world.product.services.get(BookedCalls)
    now = world.product.foundation.clock.now()
    from_at = now + timedelta(hours=1)
    wanted = Wanted(Id.new(), from_at, from_at + timedelta(hours=2), phone="13800005678")
    conversation_id = ConversationId.of(await world.conversation())
    async with world.database.session(world.tenant) as session:
        return str((await calls.book(session, conversation_id, wanted)).id)
