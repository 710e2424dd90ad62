"""The verbs of promises: make, keep, drop, move, remind, raise."""

from dataclasses import replace
from datetime import datetime, timedelta

from hearthline.access import Audit, Staff
from hearthline.conversations import Conversations
from hearthline.customers.joining.groups import Groups
from hearthline.customers.promises.errors import (
    KeeperUnknown,
    PromiseEnded,
    PromiseInThePast,
    PromiseUnknown,
)
from hearthline.customers.promises.events import PromiseBroken
from hearthline.customers.promises.model import NewPromise, Promise, PromiseId, remind_at
from hearthline.customers.promises.store import PromiseStore, works_here
from hearthline.kernel import Clock, CustomerId, EventId, StaffId, TenantId
from hearthline.platform.db import Session
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams

DUE = "promise.due"
OVERDUE = "promise.overdue"
_LONGEST_LEAD = timedelta(minutes=30)
_FARTHEST = timedelta(days=366)
_MOST = 100


class Promises:
    """What was promised to customers (R66): never forgotten, and told when it is broken."""

    def __init__(
        self, conversations: Conversations, streams: Streams, outbox: Outbox, clock: Clock
    ) -> None:
        """Makers hear by their stream, others by the event."""
        self._conversations = conversations
        self._streams = streams
        self._outbox = outbox
        self._clock = clock
        self._store = PromiseStore()
        self._groups = Groups()
        self._audit = Audit(clock)

    def now(self) -> datetime:
        """The moment by which promises stand as they do."""
        return self._clock.now()

    async def make(
        self, session: Session, customer_id: CustomerId, new: NewPromise, *, by: Staff
    ) -> Promise:
        """Keep a promise in mind; sent again it comes back as it was.

        Raises CustomerUnknown, NoSuchConversation, PromiseInThePast, KeeperUnknown.
        """
        await self._groups.of(session, customer_id)
        self._check_time(new.due_at)
        if new.conversation_id is not None:
            await self._conversations.get(session, new.conversation_id)
        keeper = new.keeper_id or by.id
        if keeper != by.id and not await works_here(session, keeper):
            raise KeeperUnknown
        promise, is_new = await self._store.add(
            session, customer_id, new, by=keeper, now=self._clock.now()
        )
        if is_new and keeper != by.id:
            await self._note(session, "promise.given", promise, by)
        return promise

    async def keep(
        self, session: Session, promise_id: PromiseId, *, by: Staff, done: str
    ) -> Promise:
        """It is done, and what was done; said again it changes nothing. Raises PromiseUnknown,
        PromiseEnded.
        """
        return await self._end(session, promise_id, "kept", by=by, text=done)

    async def drop(
        self, session: Session, promise_id: PromiseId, *, by: Staff, why: str
    ) -> Promise:
        """It is not to be done any more, and why; raises PromiseUnknown, PromiseEnded."""
        return await self._end(session, promise_id, "dropped", by=by, text=why)

    async def reopen(self, session: Session, promise_id: PromiseId, *, by: Staff) -> Promise:
        """Undo its end; raises PromiseUnknown."""
        promise = await self.get(session, promise_id)
        if promise.ended is None:
            return promise
        await self._note(session, "promise.reopened", promise, by)
        return await self._store.reopen(session, promise_id)

    async def move(
        self, session: Session, promise_id: PromiseId, *, by: Staff, due_at: datetime
    ) -> Promise:
        """Promise another time; raises PromiseUnknown, PromiseEnded, PromiseInThePast."""
        self._check_time(due_at)
        promise = await self.get(session, promise_id)
        if promise.ended is not None:
            raise PromiseEnded
        await self._note(session, "promise.moved", promise, by)
        return await self._store.move(session, promise_id, due=due_at)

    async def get(self, session: Session, promise_id: PromiseId) -> Promise:
        """One promise, held until the session ends; raises PromiseUnknown."""
        promise = await self._store.get(session, promise_id)
        if promise is None:
            raise PromiseUnknown
        return promise

    async def of(self, session: Session, customer_id: CustomerId) -> list[Promise]:
        """A customer's promises, open ones first; raises CustomerUnknown."""
        group = await self._groups.of(session, customer_id)
        return await self._store.of_customers(session, group.ids, limit=_MOST)

    async def still_open(
        self, session: Session, *, maker: StaffId | None = None, is_overdue: bool = False
    ) -> list[Promise]:
        """Open promises of one maker or of everybody, those due first; at most a hundred."""
        before = self._clock.now() if is_overdue else None
        return await self._store.still_open(session, maker=maker, before=before, limit=_MOST)

    async def remind(self, session: Session) -> int:
        """Remind makers of what falls due soon, each once; how many."""
        now, told = self._clock.now(), 0
        for promise in await self._store.near(session, now=now, lead=_LONGEST_LEAD):
            if remind_at(promise.made_at, promise.due_at) > now:
                continue
            await self._tell(session, promise, DUE)
            await self._store.reminded(session, promise.id, now=now)
            told += 1
        return told

    async def raise_broken(self, session: Session) -> int:
        """Tell of promises whose time has passed, each once; how many."""
        now = self._clock.now()
        broken = await self._store.overdue(session, now=now)
        for promise in broken:
            await self._tell(session, promise, OVERDUE)
            await self._store.raised(session, promise.id, now=now)
            event = PromiseBroken(
                event_id=EventId.new(),
                tenant_id=session.tenant_id,
                at=now,
                promise_id=promise.id,
                customer_id=promise.customer_id,
                conversation_id=promise.conversation_id,
                made_by=promise.made_by,
                due_at=promise.due_at,
            )
            await self._outbox.publish(session, event)
        return len(broken)

    async def tenants(self, session: Session) -> list[TenantId]:
        """Everybody, for sweeps."""
        return await self._store.tenants(session)

    async def _end(
        self, session: Session, promise_id: PromiseId, ended: str, *, by: Staff, text: str
    ) -> Promise:
        promise = await self.get(session, promise_id)
        if promise.ended is not None:
            if (promise.ended, promise.done_text) == (ended, text):
                return promise
            raise PromiseEnded
        await self._note(session, f"promise.{ended}", promise, by)
        told = replace(promise, done_text=text)
        return await self._store.end(session, told, ended, by=by.id, now=self._clock.now())

    async def _tell(self, session: Session, promise: Promise, kind: str) -> None:
        ref = promise.conversation_id or promise.id
        await self._streams.append(session, promise.made_by, kind, ref=ref)
        frame = {
            "type": kind,
            "promise_id": str(promise.id),
            "customer_id": str(promise.customer_id),
            "due_at": promise.due_at.isoformat(),
        }
        await session.notify(f"staff:{promise.made_by}", {"frame": frame})

    async def _note(self, session: Session, deed: str, promise: Promise, by: Staff) -> None:
        await self._audit.record(session, by, deed, subject_kind="promise", subject_id=promise.id)

    def _check_time(self, due_at: datetime) -> None:
        now = self._clock.now()
        if not now < due_at <= now + _FARTHEST:
            raise PromiseInThePast
