"""Reads the counts of knowledge for its figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from hearthline.platform.db import Row, Session

_NARROWED: Final = """day BETWEEN %(since)s AND %(until)s
  AND channel = coalesce(%(channel)s, channel) AND audience = coalesce(%(audience)s, audience)
  AND source = coalesce(%(source)s, source)"""
# A row for the whole, and one for each day, channel, audience and source; `which` tells them apart.
_SETS: Final = """
GROUP BY GROUPING SETS ((), (day), (channel), (audience), (source)) ORDER BY 1, 2, 3, 4
"""
_KEYS: Final = "day, channel, audience, source, grouping(day, channel, audience, source) AS which"
_TOTALS = """
SELECT {keys}, sum(asked)::int AS asked, sum(told)::int AS told, sum(asked_back)::int AS asked_back,
  sum(unanswered)::int AS unanswered, sum(outside)::int AS outside, sum(found)::int AS found,
  sum(rejected)::int AS rejected, sum(handed_off)::int AS handed_off,
  sum(rated_low)::int AS rated_low, sum(matched)::int AS matched, sum(liked)::int AS liked,
  sum(disliked)::int AS disliked
FROM knowledge_day WHERE {narrowed} {sets}
"""
# Of a part of the catalogue only what was told is known: a question without an answer is in none.
_TOTALS_OF_CATALOGUE = """
SELECT {keys}, sum(told)::int AS asked, sum(told)::int AS told, 0 AS asked_back, 0 AS unanswered,
  0 AS outside, sum(told)::int AS found, sum(rejected)::int AS rejected,
  sum(handed_off)::int AS handed_off, sum(rated_low)::int AS rated_low,
  sum(matched)::int AS matched, sum(liked)::int AS liked, sum(disliked)::int AS disliked
FROM article_day WHERE {narrowed} AND article_id = ANY(ARRAY(
  SELECT article_id FROM article_card WHERE catalogue = %(catalogue)s
    OR starts_with(catalogue, %(catalogue)s || '/'))) {sets}
"""
_ARTICLES = """
WITH hit AS MATERIALIZED (
  SELECT article_id, sum(told)::int AS hits, sum(matched)::int AS matched,
    sum(liked)::int AS liked, sum(disliked)::int AS disliked, sum(rejected)::int AS rejected,
    sum(handed_off)::int AS handed_off, sum(rated_low)::int AS rated_low
  FROM article_day WHERE {narrowed} GROUP BY 1
), used AS MATERIALIZED (
  SELECT article_id, sum(opened + copied + sent)::int AS used FROM article_use_day
  WHERE day BETWEEN %(since)s AND %(until)s GROUP BY 1
), stat AS MATERIALIZED (
  SELECT c.article_id, c.title, c.catalogue, c.review_on, c.valid_to,
    coalesce(h.hits, 0) AS hits, coalesce(h.liked, 0) AS liked,
    coalesce(h.disliked, 0) AS disliked, coalesce(h.rejected, 0) AS rejected,
    coalesce(h.matched, 0) AS matched, coalesce(h.handed_off, 0) AS handed_off,
    coalesce(h.rated_low, 0) AS rated_low, coalesce(u.used, 0) AS used,
    'customer' = ANY(c.audience) AND (c.valid_to IS NULL OR c.valid_to > %(now)s) AS is_told,
    c.published_at < %(since_at)s AS is_old, coalesce(c.valid_to <= %(now)s, false) AS is_over,
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
(SELECT '{name}' AS list, count(*) OVER ()::int AS size, article_id, title, catalogue, review_on,
  valid_to, hits, matched, liked, disliked, rejected, handed_off, rated_low, used
 FROM stat s WHERE {which} ORDER BY {order}, article_id LIMIT %(limit)s)
"""
# How many are in force, are meant for customers (as `size`), and of those were hit (as `hits`).
_STOCK = """
(SELECT 'stock', count(*) FILTER (WHERE is_told)::int, NULL, '', '', NULL, NULL,
  count(*) FILTER (WHERE is_told AND hits > 0)::int, count(*) FILTER (WHERE NOT is_over)::int,
  0, 0, 0, 0, 0, coalesce(sum(used), 0)::int FROM stat)
"""
_CATALOGUES = """
(SELECT 'catalogue', count(*)::int, NULL, '', catalogue, NULL, NULL, sum(hits)::int,
  sum(matched)::int, sum(liked)::int, sum(disliked)::int, sum(rejected)::int,
  sum(handed_off)::int, sum(rated_low)::int, sum(used)::int
 FROM stat GROUP BY catalogue ORDER BY catalogue LIMIT 2000)
"""
_EVERY = "SELECT s.* FROM stat s ORDER BY title, article_id LIMIT 20000"
_UPTO = "SELECT counted_upto FROM knowledge_counted"
# `grouping` has a bit for each of four columns that was summed over.
_WHICH: Final = {15: "total", 7: "day", 11: "channel", 13: "audience", 14: "source"}


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

    async def totals(self, session: Session, period: Period) -> dict[str, list[Row]]:
        """Sums by `total`, `day`, `channel`, `audience` and `source`; each row has its `key`."""
        sql = _TOTALS if period.catalogue is None else _TOTALS_OF_CATALOGUE
        sql = sql.format(keys=_KEYS, narrowed=_NARROWED, sets=_SETS)
        found: dict[str, list[Row]] = {name: [] for name in _WHICH.values()}
        for row in await session.all(sql, _params(period)):
            name = _WHICH[row["which"]]
            found[name].append({**row, "key": "" if name == "total" else str(row[name])})
        return found

    async def lists(
        self, session: Session, period: Period, *, now: datetime, today: date, limit: int
    ) -> dict[str, list[Row]]:
        """The lists of articles, `stock` for what there is at all, and sums by `catalogue`."""
        parts = [
            _LISTED.format(name=name, which=which, order=order)
            for name, (which, order) in _LISTS.items()
        ]
        body = " UNION ALL ".join([*parts, _STOCK, _CATALOGUES])
        sql = _ARTICLES.format(narrowed=_NARROWED) + body
        found: dict[str, list[Row]] = {}
        params = _article_params(period, now, today) | {"limit": limit}
        for row in await session.all(sql, params):
            found.setdefault(row["list"], []).append(row)
        return found

    async def every(
        self, session: Session, period: Period, *, now: datetime, today: date
    ) -> list[Row]:
        """Every published article with its counts, 20,000 at most."""
        sql = _ARTICLES.format(narrowed=_NARROWED) + _EVERY
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
