"""The verbs of watching: look at new words everywhere, and say what stands."""

import asyncio
from datetime import timedelta
from typing import Final

from hearthline.assist.cards.events import AssistAlerted
from hearthline.assist.situation import Situations
from hearthline.assist.watching.model import SEVERE, Standing, signs
from hearthline.assist.watching.store import Due, WatchStore
from hearthline.kernel import Clock, EventId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox

# Older words are no news; in a round at most so many conversations, the oldest words first.
_BACK: Final = timedelta(hours=1)
_MOST: Final = 100
_STANDS: Final = timedelta(hours=12)
_MARKS_KEPT: Final = timedelta(days=1)
_SHOWN: Final = 50


class TalkWatch:
    """Watches every open conversation, also those that the bot has or nobody looks at."""

    def __init__(self, database: Database, situations: Situations, clock: Clock) -> None:
        """Situations are read as for the person who answers."""
        self._database = database
        self._situations = situations
        self._clock = clock
        self._outbox = Outbox()
        self._store = WatchStore()

    async def tenants(self, session: Session) -> list[TenantId]:
        """Everybody, for rounds."""
        return await self._store.tenants(session)

    async def round(self, tenant_id: TenantId) -> list[AssistAlerted]:
        """Look at what customers wrote since the last round; what is news now.

        A conversation is marked in the transaction that tells of it, so nothing is told twice and
        nothing is passed over by a stop in between.
        """
        now = self._clock.now()
        async with self._database.session(tenant_id) as session:
            await self._store.forget(session, before=now - _MARKS_KEPT)
            due = await self._store.due(session, since=now - _BACK, limit=_MOST)
        told: list[AssistAlerted] = []
        for one in due:
            told += await self._look(tenant_id, one)
        return told

    async def standing(self, session: Session) -> list[Standing]:
        """What was told of conversations that go on."""
        since = self._clock.now() - _STANDS
        return await self._store.standing(session, since=since, limit=_SHOWN)

    async def _look(self, tenant_id: TenantId, due: Due) -> list[AssistAlerted]:
        situation = await self._situations.of(tenant_id, due.id)
        found = await asyncio.to_thread(signs, situation)
        now, told = self._clock.now(), []
        async with self._database.session(tenant_id) as session:
            for sign in found:
                if await self._store.tell(session, due, sign, now=now):
                    event = AssistAlerted(
                        event_id=EventId.new(),
                        tenant_id=tenant_id,
                        at=now,
                        conversation_id=due.id,
                        rule=sign.rule,
                        severity=SEVERE,
                        seq=sign.seq,
                        staff_id=due.holder_id,
                    )
                    await self._outbox.publish(session, event)
                    told.append(event)
            await self._store.watched(session, due, now=now)
        return told
