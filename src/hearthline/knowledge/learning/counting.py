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
_FORGET = "DELETE FROM knowledge_day WHERE day = ANY(%(days)s)"
_COUNT = """
INSERT INTO knowledge_day (day, source, channel, audience, article_id, asked, told, asked_back,
  unanswered, outside, direct, near, rejected, handed_off, rated_low, matched, liked, disliked)
SELECT d.day, source, channel, audience, coalesce(CASE WHEN outcome = 'told' THEN article_id END,
    '00000000-0000-0000-0000-000000000000'),
  count(*), count(*) FILTER (WHERE outcome IN ('told', 'listed')),
  count(*) FILTER (WHERE outcome = 'asked'), count(*) FILTER (WHERE outcome = 'unanswered'),
  count(*) FILTER (WHERE outcome = 'outside'),
  count(*) FILTER (WHERE band = 'direct' AND outcome <> 'outside'),
  count(*) FILTER (WHERE band = 'clarify' AND outcome <> 'outside'),
  count(*) FILTER (WHERE is_rejected), count(*) FILTER (WHERE is_handed),
  count(*) FILTER (WHERE is_rated_low),
  count(*) FILTER (WHERE outcome IN ('told', 'listed') AND NOT is_rejected AND vote >= 0),
  count(*) FILTER (WHERE vote > 0), count(*) FILTER (WHERE vote < 0)
FROM unnest(%(days)s::date[]) AS d(day)
JOIN knowledge_question q ON q.at >= d.day::timestamp AT TIME ZONE %(zone)s
  AND q.at < (d.day + 1)::timestamp AT TIME ZONE %(zone)s
GROUP BY 1, 2, 3, 4, 5
"""
_USE_DAYS = """
SELECT DISTINCT (at AT TIME ZONE %(zone)s)::date AS day FROM article_use
WHERE at > %(since)s
"""
_FORGET_USES = "DELETE FROM article_use_day WHERE day = ANY(%(days)s)"
_COUNT_USES = """
INSERT INTO article_use_day (day, article_id, opened, copied, sent)
SELECT d.day, article_id, count(*) FILTER (WHERE how = 'opened'),
  count(*) FILTER (WHERE how = 'copied'), count(*) FILTER (WHERE how = 'sent')
FROM unnest(%(days)s::date[]) AS d(day)
JOIN article_use u ON u.at >= d.day::timestamp AT TIME ZONE %(zone)s
  AND u.at < (d.day + 1)::timestamp AT TIME ZONE %(zone)s
GROUP BY 1, 2
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
        if days:
            await session.execute(_FORGET, {"days": days})
            await session.execute(_COUNT, {"days": days, "zone": ZONE})
        used = [row["day"] for row in await session.all(_USE_DAYS, params)]
        if used:
            await session.execute(_FORGET_USES, {"days": used})
            await session.execute(_COUNT_USES, {"days": used, "zone": ZONE})
        await session.execute(_UPTO, {"now": now})
        return sorted({*days, *used})
