"""Queues that a path can name."""

from typing import Protocol

from hearthline.access import Access, Role, Staff
from hearthline.entrypoints.composition import Product
from hearthline.kernel import Id, QueueId, TenantId
from hearthline.platform.db import Database
from hearthline.routing.queues.model import Queue
from hearthline.routing.queues.service import QueueSettings
from tests.make import staff as make_staff


class _World(Protocol):
    product: Product
    tenant: TenantId

    @property
    def database(self) -> Database: ...

    def boss(self) -> Staff: ...


async def queue_id(world: _World) -> str:
    """A queue that nobody serves yet."""
    settings = world.product.services.get(QueueSettings)
    queue = Queue(QueueId.new(), f"队列{Id.new().hex[-8:]}")
    async with world.database.session(world.tenant) as session:
        return str((await settings.create(session, queue, by=world.boss())).id)


async def agent_id(world: _World) -> str:
    """Somebody who may answer customers."""
    access = world.product.services.get(Access)
    async with world.database.session(world.tenant) as session:
        return str((await make_staff.staff(session, access, Role.AGENT)).id)
