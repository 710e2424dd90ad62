"""Presence: what agents say of themselves, and apart from it whether their socket is open.

A lost connection changes nothing by itself; for a minute offers still come, and only after ten
minutes is the agent set offline. A closed tab is no reason to lose one's place.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from hearthline.access import Staff
from hearthline.kernel import Clock, QueueId, StaffId, TenantId
from hearthline.platform.db import Database, DatabaseUnavailable, Session
from hearthline.routing.assignment import Assigner
from hearthline.routing.model import GONE_AFTER, LINE_LOST, Presence, PresenceState
from hearthline.routing.states.store import StateStore
from hearthline.routing.store import PresenceStore, QueueStore

# Less than the grace, so that an agent with a second tab is never thought to be gone.
_NOTE_AGAIN_SECONDS = 25.0


class Presences:
    """Who is there."""

    def __init__(self, database: Database, assigner: Assigner, clock: Clock) -> None:
        """Collaborators."""
        self._database = database
        self._assigner = assigner
        self._clock = clock
        self._store, self._queues = PresenceStore(), QueueStore()
        self._states = StateStore()

    async def get(self, session: Session, staff_id: StaffId) -> Presence:
        """A person's presence; whoever never came is offline."""
        await self._store.ensure(session, staff_id, now=self._clock.now())
        return await self._store.get(session, staff_id)

    async def set(
        self, session: Session, staff_id: StaffId, *, state: PresenceState, reason: str | None
    ) -> Presence:
        """Say what one does now; offers that still ring are taken back by the next settling."""
        await self._hold(session, staff_id)
        now = self._clock.now()
        await self._states.book(session, staff_id, None)
        await self._store.set_state(session, staff_id, state=state, reason=reason, now=now)
        await self._assigner.tell_presence(session, staff_id)
        return await self._store.get(session, staff_id)

    async def set_capacity(self, session: Session, staff_id: StaffId, capacity: int) -> None:
        """Say how many conversations a person takes at once."""
        await self._hold(session, staff_id)
        await self._store.set_capacity(session, staff_id, capacity)

    async def serve(
        self, session: Session, queue_id: QueueId, *, members: list[StaffId], capacity: int
    ) -> None:
        """Have people serve a queue, each with so many conversations at most."""
        for staff_id in sorted(members):
            await self._queues.join(session, queue_id, staff_id)
            await self.set_capacity(session, staff_id, capacity)

    @contextlib.asynccontextmanager
    async def connected(self, staff: Staff) -> AsyncIterator[None]:
        """Note that a socket is open for the length of the block; each in its own transaction.

        It is noted again and again, which mends what the closing of another tab said.
        """
        await self._note_socket(staff, is_open=True)
        noting = asyncio.create_task(self._keep_noting(staff))
        try:
            yield
        finally:
            noting.cancel()
            await asyncio.gather(noting, return_exceptions=True)
            await self._note_socket(staff, is_open=False)

    async def leave_gone(self, tenant_id: TenantId) -> None:
        """Set offline who has had no socket for long."""
        before = self._clock.now() - GONE_AFTER
        async with self._database.session(tenant_id) as session:
            gone = await self._store.gone(session, before=before)
        for staff_id in gone:
            async with self._database.session(tenant_id) as session:
                await self._hold(session, staff_id)
                if staff_id in await self._store.gone(session, before=before):
                    offline = PresenceState.OFFLINE
                    await self.set(session, staff_id, state=offline, reason=LINE_LOST)

    async def _keep_noting(self, staff: Staff) -> None:
        while True:
            await asyncio.sleep(_NOTE_AGAIN_SECONDS)
            with contextlib.suppress(DatabaseUnavailable):
                await self._note_socket(staff, is_open=True)

    async def hold(self, session: Session, staff_id: StaffId) -> Presence:
        """A person's presence, held until the transaction ends."""
        await self._hold(session, staff_id)
        return await self._store.get(session, staff_id)

    async def told(self, session: Session, staff_id: StaffId) -> Presence:
        """The presence after a change, of which every list is told."""
        await self._assigner.tell_presence(session, staff_id)
        return await self._store.get(session, staff_id)

    async def _note_socket(self, staff: Staff, *, is_open: bool) -> None:
        async with self._database.session(staff.tenant_id) as session:
            await self._hold(session, staff.id)
            note = self._store.connect if is_open else self._store.disconnect
            await note(session, staff.id, now=self._clock.now())

    async def _hold(self, session: Session, staff_id: StaffId) -> None:
        now = self._clock.now()
        await self._store.lock(session, staff_id, now=now)
