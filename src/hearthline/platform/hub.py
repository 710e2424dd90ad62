"""News between processes: one LISTEN connection a process, handed on to whoever watches.

News may be lost while the connection is down, never the thing itself: after a reconnect every
watch is woken, and watchers always re-read by number.
"""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import psycopg

from hearthline.platform.db.database import NOTIFY_CHANNEL, Database
from hearthline.platform.log import get_log

log = get_log(__name__)

EVERYTHING = "*"
_RECONNECT_SECONDS = 0.5
_KEPT_SIGNALS = 256


@dataclass(frozen=True, slots=True)
class Signal:
    """News of a topic; `topic` is `*` when anything may have changed."""

    topic: str
    note: dict[str, Any] | None = None


class Watch:
    """A set of topics that somebody waits for."""

    def __init__(self, hub: "Hub") -> None:
        """Made by `Hub.watch`."""
        self._hub = hub
        self._topics: set[str] = set()
        self._signals: deque[Signal] = deque(maxlen=_KEPT_SIGNALS)
        self._news = asyncio.Event()

    def add(self, *topics: str) -> None:
        """Wait for these too."""
        for topic in topics:
            self._topics.add(topic)
            self._hub.watches.setdefault(topic, set()).add(self)

    def drop(self, *topics: str) -> None:
        """No longer wait for these."""
        for topic in topics:
            self._topics.discard(topic)
            watches = self._hub.watches.get(topic, set())
            watches.discard(self)
            if not watches:
                self._hub.watches.pop(topic, None)

    def hear(self, signal: Signal) -> None:
        """Take news in; repeated news of one topic without a note counts once."""
        if signal.note is not None or signal not in self._signals:
            self._signals.append(signal)
        self._news.set()

    async def next(self, timeout_seconds: float | None = None) -> Signal | None:
        """The next piece of news, or None when the time is over."""
        while not self._signals:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), timeout_seconds)
            except TimeoutError:
                return None
        return self._signals.popleft()

    def clear(self) -> None:
        """Forget the news so far: whoever shows the whole of now needs to hear it once."""
        self._signals.clear()

    def close(self) -> None:
        """Wait for nothing any more."""
        self.drop(*tuple(self._topics))


class Hub:
    """Hears the database's notifications and wakes the watches of this process."""

    def __init__(self, database: Database) -> None:
        """Describe it; `run` listens."""
        self._database = database
        self.watches: dict[str, set[Watch]] = {}
        self.listening = asyncio.Event()

    @contextlib.asynccontextmanager
    async def watch(self, *topics: str) -> AsyncIterator[Watch]:
        """Watch topics for the length of a block; news from here on is kept."""
        watch = Watch(self)
        watch.add(*topics)
        try:
            yield watch
        finally:
            watch.close()

    async def run(self) -> None:
        """Listen until cancelled, reconnecting as often as needed."""
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("hub.reconnecting", reason=type(error).__name__)
            self.listening.clear()
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _listen(self) -> None:
        connection = await self._database.dedicated()
        try:
            await connection.execute(f"LISTEN {NOTIFY_CHANNEL}")
            self.listening.set()
            self._tell_all(Signal(EVERYTHING))
            async for notification in connection.notifies():
                self._tell(notification.payload)
        finally:
            await connection.close()

    def _tell(self, payload: str) -> None:
        topic, _, note = payload.partition(" ")
        for watch in self.watches.get(topic, ()):
            watch.hear(Signal(topic, json.loads(note) if note else None))

    def _tell_all(self, signal: Signal) -> None:
        for watches in self.watches.values():
            for watch in watches:
                watch.hear(signal)
