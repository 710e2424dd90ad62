"""Counts the log into days, so that figures over a year are read from few rows.

A day is counted anew as a whole whenever a question of it came or changed.
"""

from datetime import date, timedelta

from hearthline.kernel import Clock
from hearthline.knowledge.learning.gap_store import ZONE
from hearthline.platform.db import Session

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%(k)s, 0))"
_SINCE = """
SELECT coalesce(max(counted_upto), 'epoch') - interval '1 minute' AS at FROM knowledge_counted
"""
# A day of which a part is forgotten already keeps what was counted of it.
_DAYS = """
SELECT DISTINCT (at AT TIME ZONE %(zone)s)::date AS day FROM knowledge_question q
WHERE changed_at > %(since)s AND NOT (at < %(kept_since)s::timestamptz + interval '1 day'
  AND EXISTS (SELECT FROM knowledge_day d WHERE d.day = (q.at AT TIME ZONE %(zone)s)::date))
"""
_FORGET = "DELETE FROM knowledge_day WHERE day = %(day)s"
_FORGET_ARTICLES = "DELETE FROM article_day WHERE day = %(day)s"
_COUNT = """
INSERT INTO knowledge_day (day, source, channel, audience, asked, told, asked_back, unanswered,
  outside, found, rejected, handed_off, rated_low, matched, liked, disliked)
SELECT %(day)s, source, channel, audience, count(*),
  count(*) FILTER (WHERE outcome IN ('told', 'listed')),
  count(*) FILTER (WHERE outcome = 'asked'), count(*) FILTER (WHERE outcome = 'unanswered'),
  count(*) FILTER (WHERE outcome = 'outside'),
  count(*) FILTER (WHERE band <> 'none' AND outcome <> 'outside'),
  count(*) FILTER (WHERE is_rejected), count(*) FILTER (WHERE is_handed),
  count(*) FILTER (WHERE is_rated_low),
  count(*) FILTER (WHERE outcome IN ('told', 'listed') AND NOT is_rejected AND vote >= 0),
  count(*) FILTER (WHERE vote > 0), count(*) FILTER (WHERE vote < 0)
FROM knowledge_question
WHERE at >= %(day)s::timestamp AT TIME ZONE %(zone)s
  AND at < (%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s
GROUP BY source, channel, audience
"""
_COUNT_ARTICLES = """
INSERT INTO article_day (day, source, channel, audience, article_id, told, matched, rejected,
  handed_off, rated_low, liked, disliked)
SELECT %(day)s, source, channel, audience, article_id, count(*),
  count(*) FILTER (WHERE NOT is_rejected AND vote >= 0), count(*) FILTER (WHERE is_rejected),
  count(*) FILTER (WHERE is_handed), count(*) FILTER (WHERE is_rated_low),
  count(*) FILTER (WHERE vote > 0), count(*) FILTER (WHERE vote < 0)
FROM knowledge_question
WHERE at >= %(day)s::timestamp AT TIME ZONE %(zone)s
  AND at < (%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s
  AND outcome = 'told' AND article_id IS NOT NULL
GROUP BY source, channel, audience, article_id
"""
_USE_DAYS = """
SELECT DISTINCT (at AT TIME ZONE %(zone)s)::date AS day FROM article_use WHERE at > %(since)s
"""
_FORGET_USES = "DELETE FROM article_use_day WHERE day = %(day)s"
_COUNT_USES = """
INSERT INTO article_use_day (day, article_id, opened, copied, sent)
SELECT %(day)s, article_id, count(*) FILTER (WHERE how = 'opened'),
  count(*) FILTER (WHERE how = 'copied'), count(*) FILTER (WHERE how = 'sent')
FROM article_use
WHERE at >= %(day)s::timestamp AT TIME ZONE %(zone)s
  AND at < (%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s
GROUP BY article_id
"""
_UPTO = """
INSERT INTO knowledge_counted (counted_upto) VALUES (%(now)s)
ON CONFLICT (tenant_id) DO UPDATE SET counted_upto = excluded.counted_upto
"""


class Counting:
    """Keeps the counts by day."""

    def __init__(self, clock: Clock, *, kept: timedelta) -> None:
        """Know the time, and how long a question is remembered."""
        self._clock = clock
        self._kept = kept

    async def run(self, session: Session) -> list[date]:
        """Count the days anew in which something changed since the last time; which days."""
        now = self._clock.now()
        await session.execute(_LOCK, {"k": f"knowledge_day:{session.tenant_id}"})
        since = (await session.one(_SINCE))["at"]
        params = {"zone": ZONE, "since": since, "kept_since": now - self._kept}
        days = [row["day"] for row in await session.all(_DAYS, params)]
        for day in days:
            for sql in (_FORGET, _COUNT, _FORGET_ARTICLES, _COUNT_ARTICLES):
                await session.execute(sql, {"day": day, "zone": ZONE})
        used = [row["day"] for row in await session.all(_USE_DAYS, params)]
        for day in used:
            for sql in (_FORGET_USES, _COUNT_USES):
                await session.execute(sql, {"day": day, "zone": ZONE})
        await session.execute(_UPTO, {"now": now})
        return sorted({*days, *used})
