"""What every verb of the gateway shares: ask over the one pool, read strictly."""

from functools import partial
from typing import TypeVar

from hearthline.business.contract import read_answer, read_listing
from hearthline.business.gateway import Call, Gateway
from hearthline.business.model import Listing
from hearthline.business.requests import Acting

Answer = TypeVar("Answer")


class Reading:
    """Asks the gateway and turns a good answer into the model."""

    def __init__(self, gateway: Gateway) -> None:
        """Keep the pool that all verbs use."""
        self._gateway = gateway

    async def _one(self, acting: Acting, call: Call, kind: type[Answer]) -> Answer:
        return await self._gateway.ask(acting, call, partial(read_answer, kind))

    async def _listing(self, acting: Acting, call: Call, kind: type[Answer]) -> Listing[Answer]:
        return await self._gateway.ask(acting, call, partial(read_listing, kind))
