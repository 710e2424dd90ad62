"""Sends kept replies when their time is up: every process looks, the database's lock decides."""

from hearthline.conversations.writing.service import PENDING_TOPIC, Writing
from hearthline.conversations.writing.store import WritingStore, tenants
from hearthline.kernel import Clock, ConversationId, TenantId
from hearthline.platform.db import Database
from hearthline.platform.hub import Hub
from hearthline.platform.log import get_log

log = get_log(__name__)

SWEEP_SECONDS = 5.0


class PendingTimers:
    """The clock of kept replies in this process."""

    def __init__(self, database: Database, clock: Clock, writing: Writing) -> None:
        """Collaborators."""
        self._database = database
        self._clock = clock
        self._writing = writing
        self._store = WritingStore()
        self._due: list[tuple[float, TenantId]] = []

    async def run(self, hub: Hub) -> None:
        """Send until cancelled: what is told of when it is due, and what others left every 5 s."""
        async with hub.watch(PENDING_TOPIC) as watch:
            swept_at = 0.0
            while True:
                if self._clock.monotonic() >= swept_at + SWEEP_SECONDS:
                    await self.sweep()
                    swept_at = self._clock.monotonic()
                signal = await watch.next(timeout_seconds=self._wait())
                if signal is not None and signal.note is not None:
                    tenant = TenantId.of(signal.note["tenant"])
                    self._due.append((float(signal.note["due"]), tenant))
                await self._send_due()

    async def sweep(self) -> None:
        """Send what is due at every tenant."""
        async with self._database.open_session() as session:
            everybody = await tenants(session)
        for tenant_id in everybody:
            await self.send(tenant_id)

    async def send(self, tenant_id: TenantId) -> int:
        """Send what is due at one tenant, a transaction for each conversation; how many."""
        async with self._database.session(tenant_id) as session:
            waiting = await self._store.due(session, now=self._clock.now())
        return sum([await self._send_in(tenant_id, one) for one in waiting])

    async def _send_in(self, tenant_id: TenantId, conversation_id: ConversationId) -> int:
        """One that fails does not hold the others up; it is tried again at the next sweep."""
        try:
            async with self._database.session(tenant_id) as session:
                return await self._writing.deliver(session, conversation_id)
        except Exception:
            log.exception("pending_reply.failed", conversation_id=str(conversation_id))
            return 0

    async def _send_due(self) -> None:
        now = self._clock.now().timestamp()
        ready = {tenant for due, tenant in self._due if due <= now}
        self._due = [(due, tenant) for due, tenant in self._due if due > now]
        for tenant_id in ready:
            await self.send(tenant_id)

    def _wait(self) -> float:
        now = self._clock.now().timestamp()
        left = min((due for due, _ in self._due), default=now + SWEEP_SECONDS) - now
        return min(SWEEP_SECONDS, max(0.01, left))
