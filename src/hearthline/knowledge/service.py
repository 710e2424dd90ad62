"""The verbs of knowledge: load, publish, withdraw, get, search.

Search runs on an index, one a tenant, made from the published articles. A publication tells every
process in its transaction; each then takes in what has changed.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hearthline.kernel import ArticleId, Clock, EventId, StaffId, TenantId
from hearthline.knowledge.cards import Cards
from hearthline.knowledge.errors import ArticleUnknown
from hearthline.knowledge.events import KnowledgePublished
from hearthline.knowledge.model import (
    BY_ITSELF,
    Act,
    Article,
    Cause,
    Draft,
    Hit,
    Origin,
    PackLoad,
    Signature,
    View,
)
from hearthline.knowledge.search import ArticleIndex, Indexes, Meanings, TermReader
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Database, Row, Session
from hearthline.platform.hub import Hub
from hearthline.platform.language import Segmenter
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Outbox

log = get_log(__name__)

TOPIC: Final = "knowledge"


class Knowledge:
    """Articles, their revisions, and what is found for a question."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        words: Sequence[str] = (),
        folder: Path | None = None,
        meanings: Meanings | None = None,
    ) -> None:
        """Stand ready; `words` are the words of the trade for segmentation.

        With a `folder` the indexes are kept there, so that a restart finds them made.
        """
        self._database = database
        self._clock = clock
        self._store, self._cards = KnowledgeStore(), Cards()
        self._outbox = Outbox()
        reader = TermReader(Segmenter(words), named="\n".join(sorted(words)))
        self.indexes = Indexes(database, reader, folder=folder)
        self.meanings = meanings or Meanings(database)

    @property
    def reader(self) -> TermReader:
        """How texts are cut into terms for the search."""
        return self.indexes.reader

    async def load_pack(self, session: Session, drafts: Sequence[Draft]) -> PackLoad:
        """Publish the articles of a pack; the same content again changes nothing.

        An article edited at the desk stays as it is until the pack's own text changes; one that
        the pack no longer has is withdrawn.
        """
        await self._store.lock(session)
        latest = await self._store.latest(session, Origin.PACK)
        outcomes = [await self._take(session, draft, latest.get(draft.slug)) for draft in drafts]
        gone = await self._withdraw_missing(session, drafts, latest)
        load = PackLoad(
            added=outcomes.count("added"),
            changed=outcomes.count("changed"),
            unchanged=outcomes.count("unchanged"),
            withdrawn=gone,
        )
        if load.added or load.changed or load.withdrawn:
            await self._cards.refresh(session)
            await self.tell(session)
        return load

    async def revise(self, session: Session, draft: Draft, *, origin: Origin) -> Article:
        """Write a new revision, published or not yet; the first of its slug makes the article."""
        await self._store.lock(session)
        version = 1 + await self._store.newest_version(session, draft.slug)
        now = self._clock.now()
        signed = Signature(origin)
        article_id = await self._store.add(session, draft, version=version, signed=signed, at=now)
        await self._cards.refresh(session, [article_id])
        return await self.get(session, article_id, version=version)

    async def publish(
        self, session: Session, article_id: ArticleId, *, version: int, act: Act = BY_ITSELF
    ) -> Article:
        """Make a version the one that is found, older ones included; raises `ArticleUnknown`."""
        await self._store.lock(session)
        await self.get(session, article_id, version=version)
        now = self._clock.now()
        await self._store.publish(session, article_id, version=version, at=now, act=act)
        await self._cards.refresh(session, [article_id])
        await self.tell(session)
        return await self.get(session, article_id, version=version)

    async def withdraw(
        self, session: Session, article_id: ArticleId, *, by: StaffId | None = None
    ) -> None:
        """Let an article be found no longer; raises `ArticleUnknown`."""
        await self._store.lock(session)
        await self.get(session, article_id)
        await self._store.withdraw(session, article_id, at=self._clock.now(), by=by)
        await self._cards.refresh(session, [article_id])
        await self.tell(session)

    async def get(
        self, session: Session, article_id: ArticleId, *, version: int | None = None
    ) -> Article:
        """A version of an article, without one the published; raises `ArticleUnknown`."""
        article = await self._store.get(session, article_id, version=version)
        if article is None:
            raise ArticleUnknown(article_id=article_id, version=version)
        return article

    async def known(self, session: Session, article_id: ArticleId) -> None:
        """See to it that there is such an article, published or not; raises `ArticleUnknown`."""
        if not await self._store.exists(session, article_id):
            raise ArticleUnknown(article_id=article_id)

    def view(self, audience: str = "customer", channel: str = "web") -> View:
        """What an audience sees on a channel now."""
        return View(at=self._clock.now(), audience=audience, channel=channel)

    async def search(
        self,
        tenant_id: TenantId,
        query: str,
        *,
        view: View | None = None,
        limit: int = 5,
        index: ArticleIndex | None = None,
    ) -> list[Hit]:
        """The best published articles for a question, best first; empty when nothing matches.

        Only what the view shows (by default: what customers see on the web now). Another `index`
        than the one in use tries what it would find.
        """
        used = index or await self.indexes.of(tenant_id)
        near = await self.meanings.near(tenant_id, query)
        eyes = view or self.view()
        hits = await asyncio.to_thread(used.search, query, eyes, limit=limit, near=near)
        return await self.meanings.reranked(query, hits)

    async def answer_to(
        self, tenant_id: TenantId, intent: str, query: str, *, view: View | None = None
    ) -> Hit | None:
        """The article that serves an intent, the one nearest to the question if there are more."""
        index = await self.indexes.of(tenant_id)
        return await asyncio.to_thread(index.serving, intent, query, view or self.view())

    async def refresh(self, tenant_id: TenantId) -> bool:
        """Take in what was published or withdrawn since; whether anything was."""
        has_changed = await self.indexes.refresh(tenant_id)
        if has_changed:
            self.meanings.wake(tenant_id)
        return has_changed

    async def follow(self, hub: Hub) -> None:
        """Keep the indexes of this process as fresh as what is published, until cancelled."""
        async with hub.watch(TOPIC) as watch:
            while True:
                signal = await watch.next()
                note = signal.note if signal else None
                tenants = [TenantId.of(note["tenant"])] if note else self.indexes.tenants
                for tenant_id in tenants:
                    if tenant_id in self.indexes.tenants:
                        await self._refresh_or_report(tenant_id)

    async def _refresh_or_report(self, tenant_id: TenantId) -> None:
        try:
            await self.refresh(tenant_id)
        except Exception:
            # The index in use goes on serving; the next news tries again.
            log.exception("knowledge.refresh_failed", tenant_id=str(tenant_id))

    async def _take(self, session: Session, draft: Draft, known: Row | None) -> str:
        """Bring one article of a pack up to date."""
        is_same = known is not None and known["content_hash"] == draft.content_hash()
        if known is not None and is_same and known["live"] is not None:
            return "unchanged"
        now = self._clock.now()
        if known is not None and is_same:
            article_id, version = ArticleId.of(known["article_id"]), int(known["version"])
        else:
            version = 1 + await self._store.newest_version(session, draft.slug)
            article_id = await self._store.add(
                session, draft, version=version, signed=Signature(Origin.PACK), at=now
            )
        await self._store.publish(session, article_id, version=version, at=now, act=Act(Cause.PACK))
        return "added" if known is None else "changed"

    async def _withdraw_missing(
        self, session: Session, drafts: Sequence[Draft], latest: dict[str, Row]
    ) -> int:
        kept = {draft.slug for draft in drafts}
        gone = [row for slug, row in latest.items() if slug not in kept and row["live"] is not None]
        for row in gone:
            article_id = ArticleId.of(row["article_id"])
            await self._store.withdraw(session, article_id, at=self._clock.now())
        return len(gone)

    async def tell(self, session: Session) -> None:
        """Say, in the transaction that did it, that what can be found has changed."""
        now = self._clock.now()
        edition = await self._store.next_edition(session, at=now)
        event = KnowledgePublished(
            event_id=EventId.new(), tenant_id=session.tenant_id, at=now, edition=edition
        )
        await self._outbox.publish(session, event)
        await session.notify(TOPIC, {"tenant": str(session.tenant_id)})
