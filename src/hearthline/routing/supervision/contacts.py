"""What is not summed by quarter: the bot's share, lengths of handling, ratings; a day by index."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthline.kernel import ChannelId, QueueId, StaffId
from hearthline.platform.db import Session

# A conversation that its customer left alone for so long is taken to be over.
SILENT = timedelta(minutes=30)
NO_REPEAT = timedelta(hours=24)

_HANDLING = """
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY lasted) AS p50,
  percentile_disc(0.9) WITHIN GROUP (ORDER BY lasted) AS p90
FROM (SELECT extract(epoch FROM ended_at - began_at)::int AS lasted FROM desk_stay
  WHERE hand = 'agent' AND ended_at >= %(since)s AND ended_at < %(until)s
    AND (%(queue)s::uuid IS NULL OR queue_id = %(queue)s)) handled
"""
_SESSIONS = """
SELECT date_bin('1 hour', opened_at, 'epoch') AS hour, channel_id, count(*) AS sessions,
  count(*) FILTER (WHERE NOT reached) AS contained,
  count(*) FILTER (WHERE NOT reached AND is_over AND NOT came_back) AS resolved
FROM (
  SELECT c.opened_at, c.channel_id,
    EXISTS (SELECT FROM desk_stay s WHERE s.tenant_id = c.tenant_id
      AND s.conversation_id = c.id) AS reached,
    c.status = 'closed' OR c.updated_at < %(silent)s AS is_over,
    c.customer_id IS NOT NULL AND coalesce(lead(c.opened_at) OVER (PARTITION BY c.customer_id
      ORDER BY c.opened_at, c.id) - c.opened_at <= %(window)s, false) AS came_back
  FROM conversation c
  WHERE c.opened_at >= %(since)s AND c.opened_at < %(ahead)s AND c.last_customer_seq > 0) sessions
WHERE opened_at < %(until)s GROUP BY 1, 2
"""
# A rating belongs to the agent, the line and the channel that had the conversation last.
_RATED = """
SELECT date_bin('1 hour', r.first_at, 'epoch') AS hour, c.channel_id, s.queue_id, s.staff_id,
  count(*) AS rated, count(*) FILTER (WHERE r.score >= 4) AS satisfied
FROM rating r JOIN conversation c ON c.tenant_id = r.tenant_id AND c.id = r.conversation_id
LEFT JOIN LATERAL (SELECT queue_id, staff_id FROM desk_stay d WHERE d.tenant_id = r.tenant_id
  AND d.conversation_id = r.conversation_id AND d.hand = 'agent' ORDER BY no DESC LIMIT 1) s
  ON true
WHERE r.first_at >= %(since)s AND r.first_at < %(until)s GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Ratings, and conversations in which a customer wrote: all, without a person, solved."""

    rated: int = 0
    satisfied: int = 0
    sessions: int = 0
    contained: int = 0
    resolved: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(
            self.rated + other.rated,
            self.satisfied + other.satisfied,
            self.sessions + other.sessions,
            self.contained + other.contained,
            self.resolved + other.resolved,
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of one hour and place; what a thing does not belong to is None."""

    hour: datetime
    counts: Counts
    channel_id: ChannelId | None
    queue_id: QueueId | None = None
    staff_id: StaffId | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """How long customers were with agents, in seconds; None when nobody was."""

    p50_s: int | None
    p90_s: int | None


async def sessions_of(
    session: Session, since: datetime, until: datetime, *, now: datetime
) -> list[Counted]:
    """The bot's share of a span of time, as far as it can be known now."""
    params = {
        "since": since,
        "until": until,
        "ahead": until + NO_REPEAT,
        "silent": now - SILENT,
        "window": NO_REPEAT,
    }
    return [
        Counted(
            row["hour"],
            Counts(sessions=row["sessions"], contained=row["contained"], resolved=row["resolved"]),
            ChannelId.of(row["channel_id"]),
        )
        for row in await session.all(_SESSIONS, params)
    ]


async def ratings_of(session: Session, since: datetime, until: datetime) -> list[Counted]:
    """Ratings of a span of time, by whom they are about."""
    return [
        Counted(
            row["hour"],
            Counts(rated=row["rated"], satisfied=row["satisfied"]),
            ChannelId.of(row["channel_id"]),
            QueueId.or_none(row["queue_id"]),
            StaffId.or_none(row["staff_id"]),
        )
        for row in await session.all(_RATED, {"since": since, "until": until})
    ]


async def handling_of(
    session: Session, since: datetime, until: datetime, *, queue_id: QueueId | None = None
) -> Handling:
    """Median and ninetieth percentile of what ended in a span of time."""
    params = {"since": since, "until": until, "queue": queue_id}
    row = await session.one(_HANDLING, params)
    return Handling(row["p50"], row["p90"])
