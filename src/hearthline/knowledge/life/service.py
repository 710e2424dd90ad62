"""The verbs of an item's life: publish, schedule, withdraw, roll back, beside writing and review.

What is put in force was approved by a second person, or was in force before.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from hearthline.access import SYSTEM, Staff
from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge.life.conflicts import Conflict, conflicts_among
from hearthline.knowledge.life.errors import (
    AlreadyLive,
    DueInThePast,
    NotApproved,
    NothingBefore,
    NotLive,
    ScheduleStands,
)
from hearthline.knowledge.life.model import Schedule
from hearthline.knowledge.life.tidying import Tidying
from hearthline.knowledge.model import Act, Article, Cause, Origin
from hearthline.platform.db import Database, Session

_PAGE = 200


class Editing(Tidying):
    """Everything that is done with items by people."""

    async def publish(
        self, session: Session, article_id: ArticleId, *, version: int, by: Staff
    ) -> Article:
        """Put an approved version in force now; raises ArticleUnknown, NotApproved, AlreadyLive.

        ScheduleStands when another version is going to come into force.
        """
        await self._store.lock(session)
        await self._approved(session, article_id, version)
        await self._see_schedule(session, article_id, version)
        act = Act(Cause.PUBLISH, by.id)
        article = await self._knowledge.publish(session, article_id, version=version, act=act)
        await self._record(session, article_id, "published", by=by, version=version)
        return article

    async def schedule(
        self, session: Session, article_id: ArticleId, *, version: int, at: datetime, by: Staff
    ) -> Schedule:
        """Let an approved version come into force at a moment; raises what `publish` raises.

        DueInThePast for a moment that is over.
        """
        await self._store.lock(session)
        if at <= self._clock.now():
            raise DueInThePast
        await self._approved(session, article_id, version)
        waiting = await self._history.waiting(session, article_id)
        if waiting is not None:
            raise ScheduleStands(version=waiting.version, due_at=self.told(waiting.due_at))
        wanted = Schedule(article_id, 0, version, at, by.id)
        await self._history.schedule(session, wanted, at=self._clock.now())
        note = self.told(at)
        await self._record(session, article_id, "scheduled", by=by, version=version, note=note)
        return await self.scheduled(session, article_id) or wanted

    async def scheduled(self, session: Session, article_id: ArticleId) -> Schedule | None:
        """What is going to come into force."""
        return await self._history.waiting(session, article_id)

    async def unschedule(self, session: Session, article_id: ArticleId, *, by: Staff) -> None:
        """Let nothing come into force by itself; nothing happens when nothing was going to."""
        await self._store.lock(session)
        await self._knowledge.known(session, article_id)
        ended = await self._cancel(session, article_id)
        if ended is not None:
            version = ended.version
            await self._record(session, article_id, "unscheduled", by=by, version=version)

    async def withdraw(
        self, session: Session, article_id: ArticleId, *, by: Staff, reason: str = ""
    ) -> None:
        """Let an article be found no longer, nor come into force by itself; raises NotLive."""
        await self._store.lock(session)
        await self._knowledge.known(session, article_id)
        live = await self._live(session, article_id)
        if live is None:
            raise NotLive
        await self._cancel(session, article_id)
        await self._knowledge.withdraw(session, article_id, by=by.id)
        await self._record(
            session, article_id, "withdrawn", by=by, version=live.version, note=reason
        )

    async def roll_back(
        self,
        session: Session,
        article_id: ArticleId,
        *,
        by: Staff,
        version: int | None = None,
        reason: str = "",
    ) -> Article:
        """Put the version that was in force before back, or an earlier one that is named.

        Raises NothingBefore when there is none, NotApproved for one that never was in force.
        """
        await self._store.lock(session)
        await self._knowledge.known(session, article_id)
        await self._see_schedule(session, article_id, version or 0)
        past = await self._history.publications(session, article_id, before=None, limit=_PAGE)
        live = next((one.version for one in past if one.withdrawn_at is None), None)
        earlier = [one.version for one in past if one.version != live]
        if not earlier:
            raise NothingBefore
        target = earlier[0] if version is None else version
        if target not in earlier:
            raise AlreadyLive(version=target) if target == live else NotApproved(version=target)
        act = Act(Cause.ROLL_BACK, by.id)
        article = await self._knowledge.publish(session, article_id, version=target, act=act)
        await self._record(session, article_id, "rolled_back", by=by, version=target, note=reason)
        return article

    async def publish_due(self, session: Session) -> int:
        """Put in force what should be by now; how many came.

        The moment and the outcome are one transaction, so that each comes once, however often and
        by however many processes this is asked.
        """
        if not await self._history.due(session, self._clock.now()):
            return 0
        await self._store.lock(session)
        due = await self._history.due(session, self._clock.now())
        for one in due:
            act = Act(Cause.SCHEDULE, one.by)
            await self._knowledge.publish(session, one.article_id, version=one.version, act=act)
            at = self._clock.now()
            await self._history.end_schedule(session, one.article_id, outcome="published", at=at)
            await self._note(session, one.article_id, "published", by=None, version=one.version)
            await self._audit.record(
                session,
                SYSTEM,
                "article.published",
                subject_kind="article",
                subject_id=one.article_id,
                details={"version": one.version, "scheduled_by": str(one.by)},
            )
        return len(due)

    async def conflicts(self, tenant_id: TenantId, database: Database) -> Sequence[Conflict]:
        """Items whose questions are nearly the same: first those with different answers.

        Made in a thread, once for each edition of what is published.
        """
        async with self._comparing.setdefault(tenant_id, asyncio.Lock()):
            return await self._conflicts_of(tenant_id, database)

    async def _conflicts_of(self, tenant_id: TenantId, database: Database) -> Sequence[Conflict]:
        async with database.session(tenant_id) as session:
            edition = await self._store.edition(session)
            known = self._conflicts.get(tenant_id)
            if known is not None and known[0] == edition:
                return known[1]
            articles = await self._store.live(session)
        now = self._clock.now()
        current = [
            one for one in articles if one.draft.valid_to is None or one.draft.valid_to > now
        ]
        reader = self._knowledge.reader
        found = await asyncio.to_thread(conflicts_among, current, reader)
        self._conflicts[tenant_id] = (edition, found)
        return found

    async def _approved(self, session: Session, article_id: ArticleId, version: int) -> Article:
        """The version, if a second person approved it or it was in force before."""
        article = await self._knowledge.get(session, article_id, version=version)
        if article.is_published:
            raise AlreadyLive(version=version)
        if article.reviewer_id is not None or article.origin is Origin.PACK:
            return article
        if not await self._history.was_in_force(session, article_id, version):
            raise NotApproved(version=version)
        return article

    async def _see_schedule(self, session: Session, article_id: ArticleId, version: int) -> None:
        """No other version may be waiting; the same one comes now instead."""
        waiting = await self._history.waiting(session, article_id)
        if waiting is None:
            return
        if waiting.version != version:
            raise ScheduleStands(version=waiting.version, due_at=self.told(waiting.due_at))
        await self._cancel(session, article_id)

    async def _cancel(self, session: Session, article_id: ArticleId) -> Schedule | None:
        at = self._clock.now()
        return await self._history.end_schedule(session, article_id, outcome="cancelled", at=at)

    async def _live(self, session: Session, article_id: ArticleId) -> Article | None:
        found = await self._store.live_of(session, [article_id])
        return found[0] if found else None
