"""Answers of the business systems, kept for seconds: asked once for all who ask at the same time.

What is slow goes on in the background while the card is shown without it; what was last good is
shown with its age when nothing newer comes.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from hearthline.assist.facts.model import Part, PartState, Why
from hearthline.business import BusinessNonsense, BusinessRefused, BusinessUnavailable
from hearthline.kernel import Clock

Answer = TypeVar("Answer")

FRESH = timedelta(seconds=15)
TROUBLED = timedelta(seconds=3)
KEPT = timedelta(minutes=30)
_MOST_KEPT = 5000
_MOST_AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Dated:
    """An answer with the time its data are of; `is_old`: the source itself says it is stale."""

    value: Any
    as_of: datetime
    is_old: bool = False


@dataclass(slots=True)
class _Entry:
    """The last good answer and the last trouble of one question."""

    good: Dated | None = None
    good_at: datetime | None = None
    trouble: Part[Any] | None = None
    trouble_at: datetime | None = None


class FactCache:
    """Asks and keeps; one for the process."""

    def __init__(self, clock: Clock) -> None:
        """Nothing is kept yet."""
        self._clock = clock
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._running: dict[Hashable, asyncio.Task[None]] = {}
        self._at_once = asyncio.Semaphore(_MOST_AT_ONCE)

    async def part(
        self,
        key: Hashable,
        ask: Callable[[], Awaitable[Dated]],
        *,
        wait_seconds: float,
    ) -> Part[Any]:
        """The part as it stands after waiting; never raises for trouble of the business systems."""
        entry = self._entry(key)
        if self._is_newer(entry.good_at, FRESH) or self._is_newer(entry.trouble_at, TROUBLED):
            return self._told(entry)
        task = self._running.get(key)
        if task is None:
            task = asyncio.create_task(self._ask(key, ask))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key, None))
        await asyncio.wait({task}, timeout=wait_seconds)
        return self._told(entry) if task.done() else self._waiting(entry)

    def forget(self, key: Hashable) -> None:
        """Ask anew the next time."""
        self._entries.pop(key, None)

    async def close(self) -> None:
        """End what is still being asked."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _ask(self, key: Hashable, ask: Callable[[], Awaitable[Dated]]) -> None:
        entry = self._entry(key)
        try:
            async with self._at_once:
                answer = await ask()
        except (BusinessRefused, BusinessUnavailable, BusinessNonsense, TimeoutError) as error:
            entry.trouble, entry.trouble_at = trouble_of(error), self._clock.now()
            return
        entry.good, entry.good_at = answer, self._clock.now()
        entry.trouble = entry.trouble_at = None

    def _entry(self, key: Hashable) -> _Entry:
        entry = self._entries.setdefault(key, _Entry())
        self._entries.move_to_end(key)
        while len(self._entries) > _MOST_KEPT:
            self._entries.popitem(last=False)
        return entry

    def _told(self, entry: _Entry) -> Part[Any]:
        trouble, good = entry.trouble, entry.good
        if trouble is None and good is not None:
            state = PartState.STALE if good.is_old else PartState.SHOWN
            why = Why.SOURCE_OLD if good.is_old else None
            return Part(state=state, data=good.value, as_of=good.as_of, why=why)
        if trouble is None:
            return Part(state=PartState.UNAVAILABLE, why=Why.DOWN)
        return self._old(entry, trouble.why) or trouble

    def _waiting(self, entry: _Entry) -> Part[Any]:
        return self._old(entry, Why.SLOW) or Part(state=PartState.LOADING)

    def _old(self, entry: _Entry, why: Why | None) -> Part[Any] | None:
        """The last good answer, unless it is too old or was refused since."""
        is_refused = why in {Why.NEED_VERIFY, Why.NOT_FOUND, Why.REFUSED}
        if entry.good is None or is_refused or not self._is_newer(entry.good_at, KEPT):
            return None
        good = entry.good
        return Part(state=PartState.STALE, data=good.value, as_of=good.as_of, why=why)

    def _is_newer(self, at: datetime | None, than: timedelta) -> bool:
        return at is not None and self._clock.now() - at < than


def trouble_of(error: Exception) -> Part[Any]:
    """How a trouble of the business systems is told."""
    if isinstance(error, BusinessRefused):
        if error.gateway_code == "NEED_VERIFY":
            return Part.withheld(Why.NEED_VERIFY)
        why = Why.NOT_FOUND if error.gateway_code == "NOT_FOUND" else Why.REFUSED
        return Part(state=PartState.UNAVAILABLE, why=why, hint=error.customer_hint)
    why = Why.NONSENSE if isinstance(error, BusinessNonsense) else Why.DOWN
    return Part(state=PartState.UNAVAILABLE, why=why)
