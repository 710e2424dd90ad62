"""Reads the counts of knowledge for its figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from hearthline.platform.db import Row, Session

_SUMS: Final = """sum(asked)::int AS asked, sum(told)::int AS told,
  sum(asked_back)::int AS asked_back, sum(unanswered)::int AS unanswered,
  sum(outside)::int AS outside, sum(direct)::int AS direct,
  sum(near)::int AS near, sum(rejected)::int AS rejected, sum(handed_off)::int AS handed_off,
  sum(rated_low)::int AS rated_low, sum(matched)::int AS matched, sum(liked)::int AS liked,
  sum(disliked)::int AS disliked"""
_SCOPE: Final = """d.day BETWEEN %(since)s AND %(until)s
  AND d.channel = coalesce(%(channel)s, d.channel)
  AND d.audience = coalesce(%(audience)s, d.audience)
  AND d.source = coalesce(%(source)s, d.source)
  AND (%(catalogue)s::text IS NULL OR c.catalogue = %(catalogue)s
    OR starts_with(c.catalogue, %(catalogue)s || '/'))"""
_BY: Final = {
    "total": "''",
    "day": "d.day::text",
    "channel": "d.channel",
    "audience": "d.audience",
    "source": "d.source",
    "catalogue": "coalesce(nullif(c.catalogue, ''), '')",
}
_COUNTS = """
SELECT {by} AS key, {sums} FROM knowledge_day d
LEFT JOIN article_card c ON c.tenant_id = d.tenant_id AND c.article_id = d.article_id
WHERE {scope} GROUP BY 1 ORDER BY 1 LIMIT 5000
"""
_ARTICLES = """
WITH hit AS (
  SELECT d.article_id, sum(told)::int AS hits, sum(liked)::int AS liked,
    sum(disliked)::int AS disliked, sum(rejected)::int AS rejected
  FROM knowledge_day d
  LEFT JOIN article_card c ON c.tenant_id = d.tenant_id AND c.article_id = d.article_id
  WHERE {scope} GROUP BY 1
), used AS (
  SELECT article_id, sum(opened + copied + sent)::int AS used FROM article_use_day
  WHERE day BETWEEN %(since)s AND %(until)s GROUP BY 1
), stat AS MATERIALIZED (
  SELECT c.article_id, c.title, c.catalogue, c.review_on, c.valid_to,
    coalesce(h.hits, 0) AS hits, coalesce(h.liked, 0) AS liked,
    coalesce(h.disliked, 0) AS disliked, coalesce(h.rejected, 0) AS rejected,
    coalesce(u.used, 0) AS used,
    'customer' = ANY(c.audience) AND (c.valid_to IS NULL OR c.valid_to > %(now)s) AS is_told,
    c.published_at < %(since_at)s AS is_old, c.valid_to <= %(now)s AS is_over,
    c.review_on < %(today)s AS is_overdue
  FROM article_card c
  LEFT JOIN hit h ON h.article_id = c.article_id
  LEFT JOIN used u ON u.article_id = c.article_id
  WHERE c.live IS NOT NULL AND (%(catalogue)s::text IS NULL OR c.catalogue = %(catalogue)s
    OR starts_with(c.catalogue, %(catalogue)s || '/'))
)
"""
_LISTS: Final = {
    "most_hit": ("hits > 0", "hits DESC"),
    "most_liked": ("liked > 0", "liked DESC"),
    "most_disliked": ("disliked + rejected > 0", "disliked + rejected DESC"),
    "most_used": ("used > 0", "used DESC"),
    "never_hit": ("is_told AND is_old AND hits = 0", "title"),
    "review_overdue": ("is_overdue", "review_on"),
    "expired": ("is_over", "valid_to"),
}
_LISTED = """
(SELECT '{name}' AS list, count(*) OVER () AS size, s.* FROM stat s WHERE {which}
 ORDER BY {order}, article_id LIMIT %(limit)s)
"""
_STOCK = """
SELECT count(*) FILTER (WHERE NOT coalesce(is_over, false))::int AS published,
  count(*) FILTER (WHERE is_told)::int AS meant,
  count(*) FILTER (WHERE is_told AND hits > 0)::int AS hit, coalesce(sum(used), 0)::int AS used
FROM stat
"""
_EVERY = (
    "SELECT 'all' AS list, count(*) OVER () AS size, s.* FROM stat s ORDER BY title LIMIT 20000"
)
_UPTO = "SELECT counted_upto FROM knowledge_counted"


@dataclass(frozen=True, slots=True)
class Period:
    """What figures are asked for: whole days of the service's zone, both ends included."""

    since: date
    until: date
    channel: str | None = None
    audience: str | None = None
    source: str | None = None
    catalogue: str | None = None


class FigureStore:
    """Reads counts of the session's tenant."""

    async def counts(self, session: Session, period: Period, *, by: str) -> list[Row]:
        """Sums by `total`, `day`, `channel`, `audience`, `source` or `catalogue`."""
        sql = _COUNTS.format(by=_BY[by], sums=_SUMS, scope=_SCOPE)
        return await session.all(sql, _params(period))

    async def lists(
        self, session: Session, period: Period, *, now: datetime, today: date, limit: int
    ) -> list[Row]:
        """The lists of articles; `size` is how many rows a list has in all."""
        parts = [
            _LISTED.format(name=name, which=which, order=order)
            for name, (which, order) in _LISTS.items()
        ]
        sql = _ARTICLES.format(scope=_SCOPE) + " UNION ALL ".join(parts)
        return await session.all(sql, _article_params(period, now, today) | {"limit": limit})

    async def stock(self, session: Session, period: Period, *, now: datetime, today: date) -> Row:
        """How many articles are in force, meant for customers, hit, and how often used."""
        sql = _ARTICLES.format(scope=_SCOPE) + _STOCK
        return await session.one(sql, _article_params(period, now, today))

    async def every(
        self, session: Session, period: Period, *, now: datetime, today: date
    ) -> list[Row]:
        """Every published article with its counts, 20,000 at most."""
        sql = _ARTICLES.format(scope=_SCOPE) + _EVERY
        return await session.all(sql, _article_params(period, now, today))

    async def counted_upto(self, session: Session) -> datetime | None:
        """Until when the log has been counted."""
        row = await session.maybe(_UPTO)
        return None if row is None else row["counted_upto"]


def _params(period: Period) -> dict[str, object]:
    return {
        "since": period.since,
        "until": period.until,
        "channel": period.channel,
        "audience": period.audience,
        "source": period.source,
        "catalogue": period.catalogue,
    }


def _article_params(period: Period, now: datetime, today: date) -> dict[str, object]:
    since_at = datetime.combine(period.since, datetime.min.time(), tzinfo=now.tzinfo)
    return _params(period) | {"now": now, "today": today, "since_at": since_at}
