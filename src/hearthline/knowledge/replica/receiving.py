"""The replica's side: bundles are verified whole, then applied in one transaction."""

from collections.abc import Mapping

from hearthline.kernel import ArticleId, Clock
from hearthline.knowledge.cards import Cards
from hearthline.knowledge.model import Act, Cause, Draft, Origin, Signature
from hearthline.knowledge.replica.errors import (
    BundleForked,
    BundleGap,
    BundleReplayed,
    FollowsAnother,
    NotFollowing,
)
from hearthline.knowledge.replica.keys import read, written
from hearthline.knowledge.replica.model import BundleKind, Manifest, Standing
from hearthline.knowledge.replica.packing import Opened, opened
from hearthline.knowledge.replica.store import ReplicaStore
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Session
from hearthline.platform.log import get_log

log = get_log(__name__)


class Replicas:
    """A tenant whose knowledge is what another installation says it is."""

    def __init__(self, knowledge: Knowledge, clock: Clock) -> None:
        """Write into this base."""
        self._knowledge = knowledge
        self._clock = clock
        self._store, self._revisions, self._cards = ReplicaStore(), KnowledgeStore(), Cards()

    async def standing(self, session: Session) -> Standing | None:
        """Whom the tenant follows, and how far it has come; None when it is no replica."""
        return await self._store.standing(session)

    async def follow(self, session: Session, master_key: str) -> Standing:
        """Follow a master from now on: nobody else writes here any more.

        Raises KeyUnreadable, FollowsAnother.
        """
        key = written(read(master_key))
        await self._store.follow(session, key, at=self._clock.now())
        standing = await self._store.standing(session)
        if standing is None or standing.master_key != key:
            raise FollowsAnother(master_key=standing.master_key if standing else "?")
        return standing

    async def unfollow(self, session: Session) -> None:
        """Be a base of one's own again, with what was received so far."""
        await self._store.unfollow(session)

    async def receive(self, session: Session, content: bytes) -> Standing:
        """Verify a bundle and apply it; whatever is wrong, nothing of it is applied.

        Raises NotFollowing, and what is wrong with the bundle or its place in the order.
        """
        await self._revisions.lock(session)
        standing = await self._store.standing(session, for_change=True)
        if standing is None:
            raise NotFollowing
        bundle = opened(content, standing.master_key)
        _see_order(bundle.manifest, standing)
        await self._apply(session, bundle)
        now = self._clock.now()
        await self._store.advance(
            session, bundle.manifest, manifest_hash=bundle.manifest_hash, at=now
        )
        after = await self._store.standing(session)
        log.info("bundle.received", number=bundle.manifest.number, put=len(bundle.drafts))
        return after or standing

    async def _apply(self, session: Session, bundle: Opened) -> None:
        await self._store.let_in(session)
        live = await self._store.live(session)
        gone = _gone(bundle.manifest, live)
        now = self._clock.now()
        for slug in gone:
            await self._revisions.withdraw(session, live[slug], at=now)
        changed = await self._put(session, bundle)
        await self._cards.refresh(session, [*changed, *(live[slug] for slug in gone)])
        await self._knowledge.tell(session)

    async def _put(self, session: Session, bundle: Opened) -> list[ArticleId]:
        """Write items with their master's versions, unless this base has counted further."""
        now = self._clock.now()
        ids = {
            draft.slug: await self._revisions.article(session, draft.slug, at=now)
            for draft in bundle.drafts
        }
        newest = await self._revisions.newest_versions(session, list(ids.values()))
        rows: list[tuple[ArticleId, int, Draft]] = []
        for draft, entry in zip(bundle.drafts, bundle.manifest.put, strict=True):
            article_id = ids[draft.slug]
            version = max(entry.version, newest.get(article_id, 0) + 1)
            rows.append((article_id, version, draft))
        if not rows:
            return []
        signed = Signature(Origin.REPLICA)
        await self._revisions.add_many(session, rows, signed=signed, at=now)
        versions = {article_id: version for article_id, version, _ in rows}
        act = Act(Cause.PUBLISH, None)
        await self._revisions.publish_many(session, versions, at=now, act=act)
        return list(versions)


def _see_order(manifest: Manifest, standing: Standing) -> None:
    """A full bundle may come after any that is older; another only after the one before it."""
    number, received = manifest.number, standing.number
    if number <= received:
        raise BundleReplayed(number=number, received=received)
    if manifest.kind is BundleKind.FULL:
        return
    if received == 0 or number != received + 1:
        raise BundleGap(number=number, wanted=received + 1)
    if manifest.previous_hash != standing.manifest_hash:
        raise BundleForked(number=number)


def _gone(manifest: Manifest, live: Mapping[str, ArticleId]) -> list[str]:
    """What is found here and should not be after this bundle."""
    if manifest.kind is BundleKind.FULL:
        kept = {one.slug for one in manifest.put}
        return [slug for slug in live if slug not in kept]
    return [slug for slug in manifest.dropped if slug in live]
