"""The verbs of comparing: items, regions, and the history of a rule."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from hearthline.kernel import ArticleId, Clock
from hearthline.knowledge.errors import ArticleUnknown
from hearthline.knowledge.graph.comparing import (
    Card,
    Comparison,
    Moment,
    Period,
    card_of_draft,
    card_of_profile,
    changes_between,
    compared,
    first_day_of,
    last_day_of,
)
from hearthline.knowledge.graph.errors import NothingToCompare, ProfileUnknown
from hearthline.knowledge.graph.model import Profile
from hearthline.knowledge.graph.profile_store import ProfileStore
from hearthline.knowledge.model import Article
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Session

_MOST_VERSIONS: Final = 200
_MOST_ASKED: Final = 8

_AS_OF = """
SELECT version FROM publication
WHERE article_id = %(id)s AND published_at <= %(at)s
  AND (withdrawn_at IS NULL OR %(at)s < withdrawn_at)
ORDER BY number DESC LIMIT 1
"""
_PERIODS = """
SELECT version, published_at, withdrawn_at FROM publication
WHERE article_id = %(id)s ORDER BY number LIMIT 1000
"""
_VERSIONS = """
SELECT version FROM (
  SELECT version FROM revision WHERE article_id = %(id)s ORDER BY version DESC LIMIT %(limit)s
) newest ORDER BY version
"""


class Comparisons:
    """Reads what is compared; the comparing itself is in `comparing.py`."""

    def __init__(self, clock: Clock) -> None:
        """Stand ready."""
        self._clock = clock
        self._articles = KnowledgeStore()
        self._profiles = ProfileStore()

    async def items(
        self, session: Session, ids: Sequence[ArticleId], *, at: datetime | None = None
    ) -> Comparison:
        """Items side by side, as published now or as they were at a time.

        Raises ArticleUnknown (also when nothing was published then) and NothingToCompare.
        """
        if len(ids) > _MOST_ASKED:
            raise NothingToCompare(count=len(ids))
        return compared([await self._card(session, one, at) for one in ids])

    async def profiles(self, session: Session) -> Sequence[Profile]:
        """Every policy profile in the version of today."""
        return await self._profiles.current(session, at=self._clock.now())

    async def regions(
        self, session: Session, wanted: Sequence[tuple[str, int | None]]
    ) -> Comparison:
        """Policy profiles side by side, each in a version, without one in today's.

        Raises ProfileUnknown and NothingToCompare.
        """
        if len(wanted) > _MOST_ASKED:
            raise NothingToCompare(count=len(wanted))
        found = [await self._profile(session, id_, version) for id_, version in wanted]
        return compared([card_of_profile(one) for one in found])

    async def history(self, session: Session, article_id: ArticleId) -> Sequence[Moment]:
        """How an item came to be what it is, oldest first; raises ArticleUnknown."""
        rows = await session.all(_VERSIONS, {"id": article_id, "limit": _MOST_VERSIONS})
        if not rows:
            raise ArticleUnknown(article_id=article_id, version=None)
        periods = await self._periods(session, article_id)
        moments: list[Moment] = []
        last: Card | None = None
        for row in rows:
            version = int(row["version"])
            article = await self._version(session, article_id, version)
            card = card_of_draft(article_id, article.draft, version=version)
            moments.append(_moment(article, card, last, periods.get(version, [])))
            last = card
        return moments

    async def history_of_profile(self, session: Session, profile_id: str) -> Sequence[Moment]:
        """How a region's rules changed, oldest first; raises ProfileUnknown."""
        versions = await self._profiles.versions(session, profile_id)
        if not versions:
            raise ProfileUnknown(id=profile_id)
        current = (await self._profile(session, profile_id, None)).version
        moments: list[Moment] = []
        last: Card | None = None
        for one in versions:
            card = card_of_profile(one)
            moments.append(
                Moment(
                    version=one.version,
                    title=one.name,
                    made_at=one.loaded_at or self._clock.now(),
                    valid_from=one.effective_from,
                    valid_to=one.effective_to,
                    periods=(),
                    changes=() if last is None else changes_between(last, card),
                    is_current=one.version == current,
                )
            )
            last = card
        return moments

    async def _card(self, session: Session, article_id: ArticleId, at: datetime | None) -> Card:
        moment = at or self._clock.now()
        row = await session.maybe(_AS_OF, {"id": article_id, "at": moment})
        if row is None:
            raise ArticleUnknown(article_id=article_id, version=None)
        article = await self._version(session, article_id, int(row["version"]))
        return card_of_draft(article_id, article.draft, version=article.version)

    async def _version(self, session: Session, article_id: ArticleId, version: int) -> Article:
        article = await self._articles.get(session, article_id, version=version)
        if article is None:
            raise ArticleUnknown(article_id=article_id, version=version)
        return article

    async def _profile(self, session: Session, profile_id: str, version: int | None) -> Profile:
        if version is None:
            today = await self.profiles(session)
            found = next((one for one in today if one.id == profile_id), None)
        else:
            each = await self._profiles.versions(session, profile_id)
            found = next((one for one in each if one.version == version), None)
        if found is None:
            raise ProfileUnknown(id=profile_id)
        return found

    async def _periods(self, session: Session, article_id: ArticleId) -> dict[int, list[Period]]:
        periods: dict[int, list[Period]] = defaultdict(list)
        for row in await session.all(_PERIODS, {"id": article_id}):
            period = Period(row["published_at"], row["withdrawn_at"])
            periods[int(row["version"])].append(period)
        return periods


def _moment(article: Article, card: Card, last: Card | None, periods: Sequence[Period]) -> Moment:
    draft = article.draft
    return Moment(
        version=article.version,
        title=card.column.title,
        made_at=article.created_at,
        valid_from=first_day_of(draft),
        valid_to=last_day_of(draft),
        periods=tuple(periods),
        changes=() if last is None else changes_between(last, card),
        is_current=article.is_published,
    )
