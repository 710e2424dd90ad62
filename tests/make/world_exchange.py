"""Offices and their sheets that a path can name."""

from typing import Protocol

from hearthline.access import Staff
from hearthline.entrypoints.composition import Product
from hearthline.kernel import Id, TenantId
from hearthline.platform.db import Database
from hearthline.tickets import Intakes


class _World(Protocol):
    product: Product
    tenant: TenantId

    @property
    def database(self) -> Database: ...

    def boss(self) -> Staff: ...


async def source(world: _World) -> str:
    """An office of the packs, which every tenant has."""
    del world
    return "12345"


async def intake(world: _World) -> str:
    """A sheet that waits to be worked through."""
    intakes = world.product.services.get(Intakes)
    content = f"工单编号,诉求内容\nHB{Id.new().hex[-12:]},家里不热".encode()
    async with world.database.session(world.tenant) as session:
        plan = await intakes.preview(session, "12345", content)
        taken = await intakes.take(
            session, "12345", content, stamp=plan.stamp, file_name="1.csv", by=world.boss()
        )
    return str(taken.id)
