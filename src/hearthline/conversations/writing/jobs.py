"""Work that comes round by itself: kept replies that are due, and what is forgotten."""

from datetime import timedelta

from hearthline.conversations.writing.store import WritingStore, tenants
from hearthline.conversations.writing.timers import PendingTimers
from hearthline.kernel import Clock
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job

ENDED_KEPT = timedelta(days=1)
DRAFTS_KEPT = timedelta(days=30)


def writing_jobs(timers: PendingTimers, database: Database, clock: Clock) -> list[Job]:
    """The jobs of writing, for the worker to register."""
    store = WritingStore()

    async def send_pending(timestamp: int) -> None:
        """Send what is due, even when no server lives."""
        del timestamp
        await timers.sweep()

    async def forget_writing(timestamp: int) -> None:
        """Forget replies that ended a day ago and drafts untouched for thirty."""
        del timestamp
        async with database.open_session() as session:
            everybody = await tenants(session)
        now = clock.now()
        for tenant_id in everybody:
            async with database.session(tenant_id) as session:
                await store.forget(
                    session, before=now - ENDED_KEPT, drafts_before=now - DRAFTS_KEPT
                )

    return [
        Job(
            "conversations.send_pending",
            send_pending,
            every="* * * * * */5",
            attempts=1,
            lock="conversations.send_pending",
        ),
        Job("conversations.forget_writing", forget_writing, every="17 4 * * *", attempts=2),
    ]
