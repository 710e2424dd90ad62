"""Looking at items as they stand: lists, counts, working copies, what waits for review."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Final, TypeAlias

from hearthline.access import Audit, Staff
from hearthline.kernel import ArticleId, Clock, EventId, StaffId, TenantId
from hearthline.knowledge.cards import Cards
from hearthline.knowledge.life.conflicts import Conflict
from hearthline.knowledge.life.errors import CopyUnknown
from hearthline.knowledge.life.listing import Listing
from hearthline.knowledge.life.model import (
    Card,
    Deed,
    Mention,
    Overview,
    Sought,
    WorkingCopy,
)
from hearthline.knowledge.life.store import CopyStore, HistoryStore
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Session

Names: TypeAlias = Callable[[Session, Iterable[StaffId]], Awaitable[dict[StaffId, str]]]
Mentions: TypeAlias = Callable[[TenantId], Awaitable[Sequence[Mention]]]

_BEIJING: Final = timezone(timedelta(hours=8))


async def nothing_mentions(tenant_id: TenantId) -> Sequence[Mention]:
    """Nothing above the base leads to it."""
    del tenant_id
    return ()


class Looking:
    """What can be seen of items at once."""

    def __init__(
        self,
        knowledge: Knowledge,
        clock: Clock,
        *,
        names: Names,
        mentions: Mentions = nothing_mentions,
    ) -> None:
        """Take the base, the names of people, and what outside the base leads to items."""
        self._knowledge, self._clock = knowledge, clock
        self._names, self._mentions = names, mentions
        self._audit = Audit(clock)
        self._store, self._cards = KnowledgeStore(), Cards()
        self._copies, self._history = CopyStore(), HistoryStore()
        self._listing = Listing()
        self._comparing: dict[TenantId, asyncio.Lock] = {}
        self._conflicts: dict[TenantId, tuple[int, Sequence[Conflict]]] = {}

    def now(self) -> datetime:
        """The moment at which lists say how things stand."""
        return self._clock.now()

    def told(self, moment: datetime) -> str:
        """A moment as people here read it."""
        return moment.astimezone(_BEIJING).strftime("%Y-%m-%d %H:%M")

    async def list(self, session: Session, sought: Sought) -> Sequence[Card]:
        """The cards that are sought, what changed last first."""
        return await self._listing.page(session, sought, now=self._clock.now())

    async def overview(self, session: Session) -> Overview:
        """How many items stand how."""
        now = self._clock.now()
        today = now.astimezone(_BEIJING).date()
        return await self._listing.overview(session, now=now, today=today)

    @property
    def listing(self) -> Listing:
        """Counts and the tree."""
        return self._listing

    async def copy(self, session: Session, article_id: ArticleId) -> WorkingCopy:
        """What is being written on an article; raises CopyUnknown."""
        copy = await self._copies.find(session, article_id)
        if copy is None:
            await self._knowledge.known(session, article_id)
            raise CopyUnknown(article_id=article_id)
        return copy

    async def drafts(
        self,
        session: Session,
        *,
        by: StaffId | None = None,
        after: tuple[datetime, ArticleId] | None = None,
        limit: int = 50,
    ) -> Sequence[WorkingCopy]:
        """What is being written, the latest first; with `by`, what that person wrote on."""
        return await self._copies.recent(session, by=by, after=after, limit=limit)

    async def reviews(
        self,
        session: Session,
        *,
        after: tuple[datetime, ArticleId] | None = None,
        limit: int = 50,
    ) -> Sequence[WorkingCopy]:
        """What waits for review, the longest first."""
        return await self._copies.queue(session, after=after, limit=limit)

    async def _note(
        self,
        session: Session,
        article_id: ArticleId,
        deed: str,
        *,
        by: Staff | None,
        version: int | None = None,
        note: str = "",
    ) -> None:
        """Write a deed into the article's history, and its card anew."""
        at = self._clock.now()
        done = Deed(EventId.new(), deed, version, by.id if by else None, note, at)
        await self._history.note(session, article_id, done)
        await self._cards.refresh(session, [article_id])
