"""Work that comes round by itself: gather gaps, count days, forget what is old."""

from collections.abc import Awaitable, Callable
from typing import Final

from hearthline.kernel import TenantId
from hearthline.knowledge.learning.counting import Counting
from hearthline.knowledge.learning.gathering import Gathering
from hearthline.knowledge.learning.promoting import Promoting
from hearthline.knowledge.learning.service import Questions
from hearthline.platform.db import Database
from hearthline.platform.jobs import Job
from hearthline.platform.log import get_log

log = get_log(__name__)

_MOST_BATCHES: Final = 40
_TENANTS: Final = "SELECT id FROM tenant ORDER BY id LIMIT 10000"


class Rounds:
    """What is done for every tenant again and again; each part may be repeated."""

    def __init__(
        self,
        gathering: Gathering,
        counting: Counting,
        questions: Questions,
        *,
        promoting: Promoting,
        database: Database,
    ) -> None:
        """Collaborators."""
        self._promoting = promoting
        self._gathering = gathering
        self._counting = counting
        self._questions = questions
        self._database = database

    async def gather_gaps(self, timestamp: int) -> None:
        """Put questions that were not answered well together, and save tests of what came of it."""
        del timestamp
        await self._each(self._gather)

    async def count_days(self, timestamp: int) -> None:
        """Count what came or changed."""
        del timestamp
        await self._each(self._count)

    async def forget_questions(self, timestamp: int) -> None:
        """Delete questions that have been kept long enough, after they were counted."""
        del timestamp
        await self._each(self._forget)

    async def _each(self, work: Callable[[TenantId], Awaitable[None]]) -> None:
        async with self._database.open_session() as session:
            tenants = [TenantId.of(row["id"]) for row in await session.all(_TENANTS)]
        for tenant_id in tenants:
            try:
                await work(tenant_id)
            except Exception:
                # One tenant's trouble keeps no other waiting; the next round tries again.
                log.exception("knowledge.learning_failed", tenant_id=str(tenant_id))

    async def _gather(self, tenant_id: TenantId) -> None:
        async with self._database.session(tenant_id) as session:
            await self._promoting.run(session)
        for _ in range(_MOST_BATCHES):
            if not (await self._gathering.run(tenant_id)).left:
                return

    async def _count(self, tenant_id: TenantId) -> None:
        async with self._database.session(tenant_id) as session:
            await self._counting.run(session)

    async def _forget(self, tenant_id: TenantId) -> None:
        await self._count(tenant_id)
        for _ in range(_MOST_BATCHES):
            async with self._database.session(tenant_id) as session:
                if not await self._questions.forget(session):
                    return


def learning_jobs(rounds: Rounds) -> list[Job]:
    """The jobs of learning, for the worker to register."""
    return [
        Job(
            "knowledge.gather_gaps",
            rounds.gather_gaps,
            every="*/5 * * * *",
            attempts=1,
            lock="knowledge.gather_gaps",
        ),
        Job(
            "knowledge.count_days",
            rounds.count_days,
            every="2-59/5 * * * *",
            attempts=1,
            lock="knowledge.count_days",
        ),
        Job("knowledge.forget_questions", rounds.forget_questions, every="41 3 * * *"),
    ]
