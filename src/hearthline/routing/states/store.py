"""Rows of states: what is booked, what ends by itself, what a supervisor set, and their log."""

from dataclasses import dataclass
from datetime import datetime

from hearthline.access import GRANTS, Permission
from hearthline.kernel import StaffId
from hearthline.platform.db import Session
from hearthline.routing.model import PresenceState

_REPLIERS = sorted(role.value for role, may in GRANTS.items() if Permission.DESK_REPLY in may)
_IS_AGENT = """
SELECT FROM staff s WHERE s.id = %(staff)s AND s.is_active AND EXISTS (SELECT FROM staff_role r
  WHERE r.tenant_id = s.tenant_id AND r.staff_id = s.id AND r.role = ANY(%(repliers)s))
"""
_FORCE = """
UPDATE presence SET state = %(state)s, reason = %(reason)s, since = %(now)s, ends_at = NULL,
  next_state = NULL, next_reason = NULL, forced_by = %(by)s, forced_why = %(why)s,
  idle_since = CASE WHEN state = 'available' THEN idle_since ELSE %(now)s END
WHERE staff_id = %(staff)s
"""
_BOOK = """
UPDATE presence SET next_state = %(state)s, next_reason = %(reason)s WHERE staff_id = %(staff)s
"""
_ENDS = "UPDATE presence SET ends_at = %(at)s WHERE staff_id = %(staff)s"
_DUE = """
SELECT staff_id FROM presence WHERE ends_at <= %(now)s
UNION SELECT staff_id FROM presence WHERE next_state IS NOT NULL
ORDER BY staff_id LIMIT 500
"""
_LOG = """
SELECT staff_id, state, reason, forced_by, from_at, until_at FROM presence_log
WHERE from_at < %(until)s AND coalesce(until_at, %(until)s) > %(since)s
  AND (%(staff)s::uuid IS NULL OR staff_id = %(staff)s)
ORDER BY from_at, staff_id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class StateLine:
    """One state of one person from its beginning to its end; None: it lasts still."""

    staff_id: StaffId
    state: PresenceState
    reason: str | None
    forced_by: StaffId | None
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class Forced:
    """A state set in somebody's stead: by whom and why."""

    state: PresenceState
    reason: str | None
    by: StaffId
    why: str


class StateStore:
    """What the presence rows hold beside the present state."""

    async def is_agent(self, session: Session, staff_id: StaffId) -> bool:
        """Whether somebody of this id works here and may answer customers."""
        params = {"staff": staff_id, "repliers": _REPLIERS}
        return await session.maybe(_IS_AGENT, params) is not None

    async def force(
        self,
        session: Session,
        staff_id: StaffId,
        forced: Forced,
        *,
        now: datetime,
    ) -> None:
        """Set a state in somebody's stead; nothing stays booked."""
        params = {
            "staff": staff_id,
            "state": forced.state.value,
            "reason": forced.reason,
            "by": forced.by,
            "why": forced.why,
            "now": now,
        }
        await session.execute(_FORCE, params)

    async def book(
        self,
        session: Session,
        staff_id: StaffId,
        state: PresenceState | None,
        *,
        reason: str | None = None,
    ) -> None:
        """Write the state that is to follow, or that none is."""
        params = {
            "staff": staff_id,
            "state": None if state is None else state.value,
            "reason": reason,
        }
        await session.execute(_BOOK, params)

    async def ends(self, session: Session, staff_id: StaffId, at: datetime | None) -> None:
        """Write when the present state ends by itself."""
        await session.execute(_ENDS, {"staff": staff_id, "at": at})

    async def due(self, session: Session, *, now: datetime) -> list[StaffId]:
        """Whose state has ended, or may give way to the booked one."""
        return [StaffId.of(row["staff_id"]) for row in await session.all(_DUE, {"now": now})]

    async def log(
        self,
        session: Session,
        *,
        since: datetime,
        until: datetime,
        staff_id: StaffId | None = None,
        limit: int = 5000,
    ) -> list[StateLine]:
        """The states that lay in a span of time, wholly or in part."""
        params = {"since": since, "until": until, "staff": staff_id, "limit": limit}
        return [
            StateLine(
                StaffId.of(row["staff_id"]),
                PresenceState(row["state"]),
                row["reason"],
                StaffId.or_none(row["forced_by"]),
                row["from_at"],
                row["until_at"],
            )
            for row in await session.all(_LOG, params)
        ]
