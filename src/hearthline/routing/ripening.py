"""What becomes possible by time alone is settled when its moment comes, not at the next round.

A ring that relaxes, an offer that runs out, a queue that opens: whoever settles notes when the
next such moment is. Each process keeps its own; the job every five seconds makes up for the rest.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime

from hearthline.kernel import Clock, HearthlineError, TenantId
from hearthline.platform.log import get_log

log = get_log(__name__)

_LONGEST_SLEEP_SECONDS = 3600.0


class Ripening:
    """The next moment of each tenant at which something becomes possible."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock
        self._due: dict[TenantId, datetime] = {}
        self._noted = asyncio.Event()

    @property
    def due(self) -> dict[TenantId, datetime]:
        """Who is to be settled when."""
        return dict(self._due)

    def note(self, tenant_id: TenantId, at: datetime) -> None:
        """Have a tenant settled at that moment, or before."""
        known = self._due.get(tenant_id)
        if known is None or at < known:
            self._due[tenant_id] = at
            self._noted.set()

    def ripe(self) -> list[TenantId]:
        """Those whose moment has come; each is told once."""
        now = self._clock.now()
        found = [tenant_id for tenant_id, at in self._due.items() if at <= now]
        for tenant_id in found:
            del self._due[tenant_id]
        return found

    async def run(self, settle: Callable[[TenantId], Awaitable[None]]) -> None:
        """Settle whoever is ripe until cancelled; what fails is left to the job."""
        while True:
            self._noted.clear()
            for tenant_id in self.ripe():
                try:
                    await settle(tenant_id)
                except HearthlineError as error:
                    log.warning("routing.not_settled", error=type(error).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._seconds()):
                    await self._noted.wait()

    def _seconds(self) -> float:
        if not self._due:
            return _LONGEST_SLEEP_SECONDS
        left = (min(self._due.values()) - self._clock.now()).total_seconds()
        return min(max(left, 0.0), _LONGEST_SLEEP_SECONDS)
