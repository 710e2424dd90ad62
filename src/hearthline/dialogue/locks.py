"""One turn at a time for each conversation, over all processes: advisory locks on a connection
of their own, so that no transaction is open while the business systems are asked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import psycopg
from psycopg import AsyncConnection

from hearthline.kernel import ConversationId
from hearthline.platform.db import Database, Row
from hearthline.platform.log import get_log

log = get_log(__name__)

_TAKE = "SELECT pg_try_advisory_lock(%(key)s) AS taken"
_GIVE = "SELECT pg_advisory_unlock(%(key)s)"
_SIGNED = (1 << 63) - 1


class TurnLocks:
    """The locks of this process; a lost connection loses them all, which costs work, not truth:
    the closing transaction claims its turn itself."""

    def __init__(self, database: Database) -> None:
        """Nothing is connected before the first lock."""
        self._database = database
        self._connection: AsyncConnection[Row] | None = None
        self._connecting = asyncio.Lock()
        self._held: set[ConversationId] = set()

    @contextlib.asynccontextmanager
    async def hold(self, conversation_id: ConversationId) -> AsyncIterator[bool]:
        """Hold the turn for the block; gives False when somebody else has it."""
        if conversation_id in self._held:
            yield False
            return
        self._held.add(conversation_id)
        try:
            connection = await self._connected()
            taken = await self._take(connection, conversation_id)
            try:
                yield taken
            finally:
                if taken:
                    await self._give(connection, conversation_id)
        finally:
            self._held.discard(conversation_id)

    async def close(self) -> None:
        """Let everything go."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def _connected(self) -> AsyncConnection[Row]:
        async with self._connecting:
            if self._connection is None or self._connection.closed:
                self._connection = await self._database.dedicated()
            return self._connection

    async def _take(
        self, connection: AsyncConnection[Row], conversation_id: ConversationId
    ) -> bool:
        cursor = await connection.execute(_TAKE, {"key": conversation_id.int & _SIGNED})
        row = await cursor.fetchone()
        return row is not None and bool(row["taken"])

    async def _give(
        self, connection: AsyncConnection[Row], conversation_id: ConversationId
    ) -> None:
        try:
            await connection.execute(_GIVE, {"key": conversation_id.int & _SIGNED})
        except psycopg.Error as error:
            log.warning("turn_lock.lost", cause=type(error).__name__)
