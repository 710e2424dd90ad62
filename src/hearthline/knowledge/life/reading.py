"""Looking back: versions and their differences, what was in force, deeds, uses."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from hearthline.kernel import ArticleId, Id, TenantId
from hearthline.knowledge.life.difference import FieldDifference, differences
from hearthline.knowledge.life.errors import NeverInForce
from hearthline.knowledge.life.looking import Looking
from hearthline.knowledge.life.model import (
    Deed,
    InForce,
    Mention,
    Publication,
    Standing,
    Use,
)
from hearthline.knowledge.model import Article, Draft
from hearthline.platform.db import Session


class Reading(Looking):
    """What can be seen of the past of an item, and of where it is used."""

    async def version(self, session: Session, article_id: ArticleId, version: int) -> Article:
        """One revision; raises ArticleUnknown."""
        return await self._knowledge.get(session, article_id, version=version)

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
        """What differs between two versions; raises ArticleUnknown.

        Without `after` it is the working copy that is compared, or the newest version when nobody
        writes; without `before` the version that the copy was taken from, or the one before.
        """
        new, old = await self._compared(session, article_id, after)
        old = old if before is None else before
        if old < 1:
            blank = Draft(new.slug, "", (), "", new.valid_from, audience=(), channels=())
            return await asyncio.to_thread(differences, blank, new)
        base = await self._knowledge.get(session, article_id, version=old)
        return await asyncio.to_thread(differences, base.draft, new)

    async def _compared(
        self, session: Session, article_id: ArticleId, version: int | None
    ) -> tuple[Draft, int]:
        """A draft, and the version that it comes after."""
        copy = await self._copies.find(session, article_id) if version is None else None
        if copy is not None:
            return copy.draft, copy.based_on
        known = await self._store.revisions(session, article_id, before=None, limit=1)
        if version is None and known:
            version = known[0].version
        article = await self._knowledge.get(session, article_id, version=version)
        return article.draft, article.version - 1

    async def in_force(
        self, session: Session, at: datetime, *, text: str = "", after: str = "", limit: int = 50
    ) -> Sequence[Standing]:
        """What was in force at a moment and holds these words, by slug from `after` on."""
        return await self._history.standing(session, at, text=text, after=after, limit=limit)

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
