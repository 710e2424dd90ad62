"""The measures kept by quarter hour, so that a day is read in milliseconds however much was said.

Kept is only what is over. What is not kept yet is computed when it is asked for, by the same
statement, so the figures are exact whether or not the job has run.
"""

from datetime import datetime, timedelta

from hearthline.kernel import Clock
from hearthline.platform.db import Session
from hearthline.routing.supervision.facts import ALL, fact_of, facts_of, span
from hearthline.routing.supervision.model import Fact, quarter_of

# Transactions that began before the quarter was over may commit a little after it.
_MARGIN = timedelta(minutes=2)
_MOST_AT_ONCE = timedelta(days=1)

_UNTIL = "SELECT until FROM desk_rolled"
_HOLD = "SELECT until FROM desk_rolled FOR UPDATE"
_BEGIN = "INSERT INTO desk_rolled (until) VALUES (%(until)s) ON CONFLICT DO NOTHING"
_MARK = "UPDATE desk_rolled SET until = %(until)s"
_FIRST = """
SELECT least((SELECT min(began_at) FROM desk_stay), (SELECT min(from_at) FROM presence_log)) AS at
"""
_KEEP = f"""
INSERT INTO desk_quarter (quarter_at, measure, queue_id, channel_id, staff_id, n, ms) {ALL}
"""
_FORGET = "DELETE FROM desk_quarter WHERE quarter_at >= %(since)s"
_KEPT = """
SELECT quarter_at, measure, queue_id, channel_id, staff_id, n, ms FROM desk_quarter
WHERE quarter_at >= %(since)s AND quarter_at < %(until)s
"""
_KEPT_SHORT = """
SELECT %(since)s::timestamptz AS quarter_at, measure, queue_id, NULL::uuid AS channel_id,
  NULL::uuid AS staff_id, sum(n)::bigint AS n, sum(ms)::bigint AS ms FROM desk_quarter
WHERE quarter_at >= %(since)s AND quarter_at < %(until)s GROUP BY measure, queue_id
"""


class Quarters:
    """Reads the measures of any time, and keeps those of the past."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock

    async def read(
        self, session: Session, since: datetime, until: datetime, *, by_queue: bool = False
    ) -> list[Fact]:
        """The measures between two quarter hours (or up to now), kept or computed.

        `by_queue` leaves out quarters, channels and people, for the wall.
        """
        until = min(until, self._clock.now())
        row = await session.maybe(_UNTIL)
        edge = min(max(since, row["until"]), until) if row else since
        statement = _KEPT_SHORT if by_queue else _KEPT
        rows = await session.all(statement, {"since": since, "until": edge}) if edge > since else []
        kept = [fact_of(row) for row in rows]
        if edge >= until:
            return kept
        return kept + await facts_of(session, edge, until, occupied=not by_queue)

    async def keep(self, session: Session) -> bool:
        """Keep what is over, at most a day of it; True when there is more to keep."""
        over = quarter_of(self._clock.now() - _MARGIN)
        row = await session.maybe(_HOLD)
        if row is None:
            first = (await session.one(_FIRST))["at"]
            if first is None:
                return False
            await session.execute(_BEGIN, {"until": quarter_of(first)})
            row = await session.one(_HOLD)
        since: datetime = row["until"]
        until = min(over, since + _MOST_AT_ONCE)
        if until <= since:
            return False
        await session.execute(_KEEP, span(since, until))
        await session.execute(_MARK, {"until": until})
        return until < over

    async def rebuild(self, session: Session, since: datetime) -> None:
        """Forget what was kept since then; the job keeps it anew from the logs."""
        begins = quarter_of(since)
        if await session.maybe(_HOLD) is None:
            return
        await session.execute(_FORGET, {"since": begins})
        await session.execute(
            "UPDATE desk_rolled SET until = least(until, %(until)s)", {"until": begins}
        )
