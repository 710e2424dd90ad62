"""Looking at the life of items: lists, histories, differences, uses, what was in force."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Final, TypeAlias

from hearthline.access import Audit, Staff
from hearthline.kernel import ArticleId, Clock, EventId, Id, StaffId, TenantId
from hearthline.knowledge.cards import Cards
from hearthline.knowledge.life.conflicts import Conflict
from hearthline.knowledge.life.difference import FieldDifference, differences
from hearthline.knowledge.life.errors import CopyUnknown, NeverInForce
from hearthline.knowledge.life.listing import Listing
from hearthline.knowledge.life.model import (
    Card,
    Deed,
    InForce,
    Mention,
    Overview,
    Publication,
    Sought,
    Use,
    WorkingCopy,
)
from hearthline.knowledge.life.store import CopyStore, HistoryStore
from hearthline.knowledge.model import Article, Draft
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


class Reading:
    """What can be seen of items and of what is written on them."""

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
        self._conflicts: dict[TenantId, tuple[int, Sequence[Conflict]]] = {}

    def now(self) -> datetime:
        """The moment at which lists say how things stand."""
        return self._clock.now()

    async def version(self, session: Session, article_id: ArticleId, version: int) -> Article:
        """One revision; raises ArticleUnknown."""
        return await self._knowledge.get(session, article_id, version=version)

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

    async def reviews(
        self,
        session: Session,
        *,
        after: tuple[datetime, ArticleId] | None = None,
        limit: int = 50,
    ) -> Sequence[WorkingCopy]:
        """What waits for review, the longest first."""
        return await self._copies.queue(session, after=after, limit=limit)

    async def revisions(
        self, session: Session, article_id: ArticleId, *, before: int | None = None, limit: int = 50
    ) -> Sequence[Article]:
        """The revisions of an article, the newest first; raises ArticleUnknown."""
        await self._knowledge.known(session, article_id)
        return await self._store.revisions(session, article_id, before=before, limit=limit)

    async def publications(
        self, session: Session, article_id: ArticleId, *, before: int | None = None, limit: int = 50
    ) -> Sequence[Publication]:
        """When which version was in force, the latest first; raises ArticleUnknown."""
        await self._knowledge.known(session, article_id)
        return await self._history.publications(session, article_id, before=before, limit=limit)

    async def deeds(
        self, session: Session, article_id: ArticleId, *, before: Id | None = None, limit: int = 50
    ) -> Sequence[Deed]:
        """What was done to an article, the latest first; raises ArticleUnknown."""
        await self._knowledge.known(session, article_id)
        return await self._history.deeds(session, article_id, before=before, limit=limit)

    async def diff(
        self,
        session: Session,
        article_id: ArticleId,
        *,
        before: int | None = None,
        after: int | None = None,
    ) -> Sequence[FieldDifference]:
        """What differs between two versions; raises ArticleUnknown, CopyUnknown.

        Without `after` it is the working copy that is compared, without `before` the version that
        the copy was taken from, or the one before `after`.
        """
        if after is None:
            copy = await self.copy(session, article_id)
            new, old = copy.draft, before if before is not None else copy.based_on
        else:
            new = (await self._knowledge.get(session, article_id, version=after)).draft
            old = before if before is not None else after - 1
        if old < 1:
            blank = Draft(new.slug, "", (), "", new.valid_from, audience=(), channels=())
            return await asyncio.to_thread(differences, blank, new)
        base = await self._knowledge.get(session, article_id, version=old)
        return await asyncio.to_thread(differences, base.draft, new)

    async def as_of(self, session: Session, article_id: ArticleId, at: datetime) -> InForce:
        """What an article said at a moment; raises ArticleUnknown, NeverInForce."""
        await self._knowledge.known(session, article_id)
        publication = await self._history.at(session, article_id, at)
        if publication is None:
            raise NeverInForce(at=self.told(at))
        article = await self._knowledge.get(session, article_id, version=publication.version)
        return InForce(at, article, publication)

    async def mentions(self, tenant_id: TenantId) -> Sequence[Mention]:
        """What outside the base leads to items of a tenant."""
        return await self._mentions(tenant_id)

    async def where_used(
        self, session: Session, article_id: ArticleId, *, mentions: Sequence[Mention] = ()
    ) -> Sequence[Use]:
        """Where an item is used: items that name it, flows that lead to its intents, its scenes."""
        draft = await self._draft(session, article_id)
        uses = await self._store.naming(session, draft)
        found = [Use("item", slug, title, "related") for slug, title in uses]
        for mention in mentions:
            if mention.leads_to(draft):
                how = "named" if draft.slug in mention.slugs else "intent"
                found.append(Use(mention.kind, mention.id, mention.title, how))
        known = {use.id for use in found}
        scenes = [scene for scene in draft.scenes if scene not in known]
        return [*found, *(Use("scene", scene, scene, "scene") for scene in scenes)]

    async def _draft(self, session: Session, article_id: ArticleId) -> Draft:
        """What an article says: published, else the newest, else what is being written."""
        found = await self._store.get(session, article_id, version=None)
        return found.draft if found else (await self.copy(session, article_id)).draft

    def told(self, moment: datetime) -> str:
        """A moment as people here read it."""
        return moment.astimezone(_BEIJING).strftime("%Y-%m-%d %H:%M")

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
