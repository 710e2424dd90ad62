"""Many drafts put in force at once, by whoever runs this installation; never by a route."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearthline.access import SYSTEM, Audit
from hearthline.kernel import ArticleId, Clock
from hearthline.knowledge.cards import Cards
from hearthline.knowledge.model import Act, Article, Cause, Draft, Origin, Signature
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Session

_IDS = "SELECT id, slug FROM article WHERE slug = ANY(%(slugs)s)"


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing many changed."""

    added: int
    changed: int
    same: int


class Publishing:
    """Writes revisions and publishes them in a few statements, however many there are."""

    def __init__(self, knowledge: Knowledge, clock: Clock) -> None:
        """Write into this base."""
        self._knowledge = knowledge
        self._clock = clock
        self._store, self._cards = KnowledgeStore(), Cards()
        self._audit = Audit(clock)

    async def publish(self, session: Session, drafts: Sequence[Draft], *, what: str) -> Published:
        """Put drafts in force; what says the same already stays as it is. `what` is for the audit.

        The last of several drafts with one slug counts.
        """
        await self._store.lock(session)
        wanted = {draft.slug: draft for draft in drafts}
        ids = await self._known(session, list(wanted))
        live = {
            one.draft.slug: one for one in await self._store.live_of(session, list(ids.values()))
        }
        news = {slug: one for slug, one in wanted.items() if not _is_same(live.get(slug), one)}
        if news:
            await self._write(session, news, ids)
            await self._record(session, what, len(news))
        added = sum(slug not in live for slug in news)
        return Published(added, len(news) - added, len(wanted) - len(news))

    async def _write(
        self, session: Session, news: dict[str, Draft], ids: dict[str, ArticleId]
    ) -> None:
        now = self._clock.now()
        for slug in news:
            if slug not in ids:
                ids[slug] = await self._store.article(session, slug, at=now)
        newest = await self._store.newest_versions(session, [ids[slug] for slug in news])
        rows = [(ids[slug], newest.get(ids[slug], 0) + 1, one) for slug, one in news.items()]
        signed = Signature(Origin.IMPORT)
        await self._store.add_many(session, rows, signed=signed, at=now)
        versions = {article_id: version for article_id, version, _ in rows}
        act = Act(Cause.PUBLISH, None)
        await self._store.publish_many(session, versions, at=now, act=act)
        await self._cards.refresh(session, list(versions))
        await self._knowledge.tell(session)

    async def _known(self, session: Session, slugs: Sequence[str]) -> dict[str, ArticleId]:
        rows = await session.all(_IDS, {"slugs": list(slugs)})
        return {row["slug"]: ArticleId.of(row["id"]) for row in rows}

    async def _record(self, session: Session, what: str, count: int) -> None:
        await self._audit.record(
            session,
            SYSTEM,
            "import.published",
            subject_kind="import",
            subject_id=what[:200],
            details={"items": count},
        )


def _is_same(live: Article | None, draft: Draft) -> bool:
    return live is not None and live.draft == draft
