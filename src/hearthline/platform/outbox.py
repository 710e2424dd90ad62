"""Events leave in the transaction that made them true, and are reacted to at least once.

`Outbox.publish` writes; `Relay.run` (in a worker) hands each event to its reactions, in order
within a key. A reaction that fails is tried again later and holds back only its own key.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from psycopg.types.json import Jsonb

from hearthline.kernel import Clock, Event, TenantId
from hearthline.platform.db import Database, Row, Session
from hearthline.platform.hub import Hub
from hearthline.platform.log import get_log

log = get_log(__name__)

_PUBLISH = """
INSERT INTO outbox (id, name, order_key, body, at)
VALUES (%(id)s, %(name)s, %(key)s, %(body)s, %(at)s) ON CONFLICT DO NOTHING
"""
_NEXT = """
SELECT o.id, o.name, o.body, o.attempts FROM outbox o
WHERE o.done_at IS NULL AND (o.next_attempt_at IS NULL OR o.next_attempt_at <= %(now)s)
  AND NOT EXISTS (
    SELECT FROM outbox e WHERE e.tenant_id = o.tenant_id AND e.order_key = o.order_key
      AND e.id < o.id AND e.done_at IS NULL)
ORDER BY o.id LIMIT %(limit)s
"""
_DONE = "UPDATE outbox SET done_at = %(now)s WHERE id = %(id)s"
_LATER = """
UPDATE outbox SET attempts = attempts + 1, next_attempt_at = %(next)s, last_error = %(error)s
WHERE id = %(id)s
"""
# The lock's own transaction does nothing while reactions work, for as long as they need.
_LOCK = """
SELECT pg_try_advisory_xact_lock(727275) AS mine,
  set_config('idle_in_transaction_session_timeout', '0', true)
"""
_PURGE = "DELETE FROM outbox WHERE done_at < %(before)s"
_LONGEST_PAUSE_SECONDS = 600.0
_BATCH = 50


class Outbox:
    """Where events wait between the transaction that made them and the reactions."""

    async def publish(self, session: Session, event: Event) -> None:
        """Store the event in this transaction; a repeated event_id changes nothing."""
        params = {
            "id": event.event_id,
            "name": event.name,
            "key": event.order_key(),
            "body": Jsonb(event.to_json()),
            "at": event.at,
        }
        await session.execute(_PUBLISH, params)
        await session.notify("outbox", {"tenant": str(session.tenant_id)})


@dataclass(frozen=True, slots=True)
class Reaction:
    """When `event_type` has happened, do `handle`; it must be idempotent and opens its session."""

    name: str
    event_type: type[Event]
    handle: Callable[[Any], Awaitable[None]]


class Relay:
    """Hands stored events to their reactions; one relay at work at a time, others stand by."""

    def __init__(
        self, database: Database, hub: Hub, clock: Clock, reactions: Sequence[Reaction]
    ) -> None:
        """Know who reacts to what."""
        self._database = database
        self._hub = hub
        self._clock = clock
        self._reactions: dict[str, list[Reaction]] = {}
        for reaction in reactions:
            self._reactions.setdefault(reaction.event_type.name, []).append(reaction)

    async def run(self, *, sweep_seconds: float = 5.0) -> None:
        """Relay until cancelled; sweeps all tenants now and then in case news was lost."""
        async with self._hub.watch("outbox") as watch:
            await self.drain()
            while True:
                signal = await watch.next(timeout_seconds=sweep_seconds)
                note = signal.note if signal else None
                await self.drain(TenantId.of(note["tenant"]) if note else None)

    async def drain(self, tenant_id: TenantId | None = None) -> int:
        """Relay what waits now, for one tenant or all; the number of events dealt with."""
        async with self._database.open_session() as session:
            locked = await session.one(_LOCK)
            if not locked["mine"]:
                return 0
            tenants = [tenant_id] if tenant_id else await self._tenants(session)
            counts = [await self._drain_tenant(tenant) for tenant in tenants]
        return sum(counts)

    async def _tenants(self, session: Session) -> list[TenantId]:
        rows = await session.all("SELECT id FROM tenant ORDER BY id LIMIT 10000")
        return [TenantId.of(row["id"]) for row in rows]

    async def _drain_tenant(self, tenant_id: TenantId) -> int:
        done = 0
        while True:
            async with self._database.session(tenant_id) as session:
                rows = await session.all(_NEXT, {"now": self._clock.now(), "limit": _BATCH})
            for row in rows:
                await self._relay(tenant_id, row)
            done += len(rows)
            if not rows:
                return done

    async def _relay(self, tenant_id: TenantId, row: Row) -> None:
        now = self._clock.now()
        try:
            for reaction in self._reactions.get(row["name"], ()):
                await reaction.handle(reaction.event_type.from_json(row["body"]))
        except Exception as error:
            log.exception("reaction.failed", name=row["name"], event_id=str(row["id"]))
            pause = min(_LONGEST_PAUSE_SECONDS, 0.5 * 2 ** min(row["attempts"], 12))
            params = {
                "id": row["id"],
                "next": now + timedelta(seconds=pause),
                "error": type(error).__name__,
            }
            async with self._database.session(tenant_id) as session:
                await session.execute(_LATER, params)
            return
        async with self._database.session(tenant_id) as session:
            await session.execute(_DONE, {"id": row["id"], "now": now})

    async def purge(self, tenant_id: TenantId, *, keep: timedelta = timedelta(days=7)) -> None:
        """Forget events that were dealt with long ago."""
        async with self._database.session(tenant_id) as session:
            await session.execute(_PURGE, {"before": self._clock.now() - keep})
