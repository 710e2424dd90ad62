"""The measures computed from the logs: stays, wrap-ups, states of agents.

One statement serves all three ways: the quarters that are kept, the part of today that is not
kept yet, and a rebuilding of everything. So they cannot disagree.
"""

from datetime import datetime

from hearthline.kernel import ChannelId, QueueId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.supervision.model import SHORT_ABANDON_MS, Fact, Measure, Sum

_IN_LINE = """
SELECT began_at AS at, queue_id, channel_id, NULL::uuid AS staff_id, 'entered' AS measure,
  0::bigint AS ms
FROM desk_stay WHERE hand = 'queue' AND began_at >= %(since)s AND began_at < %(until)s
UNION ALL
SELECT s.ended_at, s.queue_id, s.channel_id, s.staff_id, m.measure, m.ms
FROM (SELECT *, (extract(epoch FROM ended_at - since) * 1000)::bigint AS wait FROM desk_stay
  WHERE hand = 'queue' AND ended_at >= %(since)s AND ended_at < %(until)s) s
CROSS JOIN LATERAL (VALUES
  ('answered', s.ended = 'answered', s.wait),
  ('in_target', s.ended = 'answered' AND s.wait <= s.target_s * 1000, 0),
  ('abandoned', s.ended = 'abandoned' AND s.wait > %(short)s, s.wait),
  ('abandoned_late', s.ended = 'abandoned' AND s.wait > greatest(s.target_s * 1000, %(short)s), 0),
  ('short_abandoned', s.ended = 'abandoned' AND s.wait <= %(short)s, 0),
  ('moved_on', s.ended = 'moved', 0),
  ('returned', s.ended = 'returned', 0)) AS m (measure, counts, ms)
WHERE m.counts
"""
_WITH_AGENTS = """
SELECT s.ended_at, s.queue_id, s.channel_id, s.staff_id, m.measure, m.ms
FROM (SELECT *, (extract(epoch FROM ended_at - began_at) * 1000)::bigint AS lasted
  FROM desk_stay
  WHERE hand = 'agent' AND ended_at >= %(since)s AND ended_at < %(until)s) s
CROSS JOIN LATERAL (VALUES
  ('handled', true, s.lasted), ('transferred', s.ended = 'moved', 0)) AS m (measure, counts, ms)
WHERE m.counts
UNION ALL
SELECT first_reply_at, queue_id, channel_id, staff_id, 'first_reply',
  (extract(epoch FROM first_reply_at - began_at) * 1000)::bigint
FROM desk_stay WHERE first_reply_at >= %(since)s AND first_reply_at < %(until)s
UNION ALL
SELECT w.ended_at, s.queue_id, s.channel_id, w.staff_id, 'wrapped',
  (extract(epoch FROM w.ended_at - w.began_at) * 1000)::bigint
FROM wrap_up w LEFT JOIN LATERAL (SELECT queue_id, channel_id FROM desk_stay d
  WHERE d.tenant_id = w.tenant_id AND d.conversation_id = w.conversation_id AND d.hand = 'agent'
  ORDER BY d.no DESC LIMIT 1) s ON true
WHERE w.ended_at >= %(since)s AND w.ended_at < %(until)s
"""
# An agent is busy while he has at least one conversation or wraps up, and ready while he is
# available and is not busy. Both are unions of times, so several conversations count once.
_OCCUPIED = """
SELECT q.at, NULL::uuid, NULL::uuid, o.staff_id, m.measure, m.ms
FROM generate_series(%(from_quarter)s::timestamptz,
  %(until)s::timestamptz - interval '1 microsecond', interval '15 minutes') AS q (at)
CROSS JOIN LATERAL (
  SELECT staff_id, range_agg(during) FILTER (WHERE is_busy) AS busy,
    range_agg(during) FILTER (WHERE NOT is_busy) AS ready
  FROM times WHERE during && tstzrange(q.at, q.at + interval '15 minutes') GROUP BY staff_id) o
CROSS JOIN LATERAL (SELECT tstzmultirange(tstzrange(greatest(q.at, %(since)s),
  least(q.at + interval '15 minutes', %(until)s))) AS here) h
CROSS JOIN LATERAL (
  SELECT 'busy', (sum(extract(epoch FROM upper(r) - lower(r))) * 1000)::bigint
  FROM unnest(coalesce(o.busy, '{}') * h.here) r
  UNION ALL
  SELECT 'ready', (sum(extract(epoch FROM upper(r) - lower(r))) * 1000)::bigint
  FROM unnest((coalesce(o.ready, '{}') - coalesce(o.busy, '{}')) * h.here) r) AS m (measure, ms)
WHERE m.ms > 0
"""
_TIMES = """
WITH times AS MATERIALIZED (
  SELECT staff_id, true AS is_busy,
    tstzrange(began_at, greatest(began_at, least(ended_at, %(until)s))) AS during
  FROM desk_stay
  WHERE hand = 'agent' AND began_at < %(until)s AND (ended_at IS NULL OR ended_at > %(since)s)
  UNION ALL
  SELECT staff_id, state = 'wrap_up',
    tstzrange(from_at, greatest(from_at, least(until_at, %(until)s)))
  FROM presence_log WHERE state IN ('available', 'wrap_up')
    AND from_at < %(until)s AND (until_at IS NULL OR until_at > %(since)s))
"""
_GROUPED = """
SELECT date_bin('15 minutes', at, 'epoch') AS quarter_at, measure, queue_id, channel_id, staff_id,
  count(*) AS n, sum(ms)::bigint AS ms
FROM ({events}) AS events GROUP BY 1, 2, 3, 4, 5
"""
_EVENTS = f"{_IN_LINE} UNION ALL {_WITH_AGENTS}"
LINES = _GROUPED.format(events=_EVENTS)
ALL = _TIMES + _GROUPED.format(events=f"{_EVENTS} UNION ALL {_OCCUPIED}")


def span(since: datetime, until: datetime) -> dict[str, object]:
    """The parameters of the statements, for a span of time."""
    seconds = int(since.timestamp())
    return {
        "since": since,
        "until": until,
        "from_quarter": datetime.fromtimestamp(seconds - seconds % 900, since.tzinfo),
        "short": SHORT_ABANDON_MS,
    }


async def facts_of(
    session: Session, since: datetime, until: datetime, *, occupied: bool = True
) -> list[Fact]:
    """The measures between two moments, straight from the logs; at most some days long."""
    rows = await session.all(ALL if occupied else LINES, span(since, until))
    return [fact_of(row) for row in rows]


def fact_of(row: Row) -> Fact:
    """A row as the model."""
    return Fact(
        quarter_at=row["quarter_at"],
        measure=Measure(row["measure"]),
        queue_id=QueueId.or_none(row["queue_id"]),
        channel_id=ChannelId.or_none(row["channel_id"]),
        staff_id=StaffId.or_none(row["staff_id"]),
        sum=Sum(int(row["n"]), int(row["ms"] or 0)),
    )
