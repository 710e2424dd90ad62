"""What every verb of the gateway shares: ask over the one pool, read strictly, turn the pages."""

from dataclasses import replace
from functools import partial
from typing import TypeVar

from hearthline.business.call import Call
from hearthline.business.contract import read_answer, read_listing
from hearthline.business.errors import BusinessNonsense
from hearthline.business.gateway import Gateway
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

    async def _done(self, acting: Acting, call: Call) -> None:
        await self._gateway.ask(acting, call, _nothing)

    async def _listing(self, acting: Acting, call: Call, kind: type[Answer]) -> Listing[Answer]:
        """All pages up to a bound as one list, as old as its oldest page.

        A page that fails fails the list: half a list is never given for a whole one. Beyond the
        bound `next_cursor` stays set.
        """
        read = partial(read_listing, kind)
        whole = page = await self._gateway.ask(acting, call, read)
        seen: set[str] = set()
        most = self._gateway.limits.pages if call.method == "GET" else 1
        while page.next_cursor is not None and len(seen) + 1 < most:
            if page.next_cursor in seen:
                raise BusinessNonsense(call.operation, "pages_in_a_circle")
            seen.add(page.next_cursor)
            page = await self._gateway.ask(acting, _next(call, page.next_cursor), read)
            whole = Listing(
                items=whole.items + page.items,
                next_cursor=page.next_cursor,
                as_of=min(whole.as_of, page.as_of),
                stale=whole.stale or page.stale,
            )
        return whole


def _next(call: Call, cursor: str) -> Call:
    return replace(call, query={**call.query, "cursor": cursor})


def _nothing(body: bytes) -> None:
    """A bare 204 has nothing to read."""
    del body
