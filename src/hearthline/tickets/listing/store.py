"""Finds tickets by their members; every filter has an index, or narrows what one has found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hearthline.kernel import CustomerId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.tickets.listing.model import Sort, Wanted
from hearthline.tickets.rows import grams_of
from hearthline.tickets.store import IS_OPEN

OPEN = "open"
_TERMS = {
    "conversation": "conversation_id = %(conversation)s",
    "customers": "customer_id = ANY(%(customers)s)",
    "statuses": "status = ANY(%(statuses)s)",
    "type_code": "type_code = %(type_code)s",
    "priority": "priority = %(priority)s",
    "team": "team_id = %(team)s",
    "worker": "worker_id = %(worker)s",
    "kept_by": "kept_by = %(kept_by)s",
    "incident": "incident_id = %(incident)s",
    "flagged": "is_flagged = %(flagged)s",
    "opened_from": "opened_at >= %(opened_from)s",
    "opened_to": "opened_at < %(opened_to)s",
}
_TEXT = """lower(title || ' ' || description || ' ' || address || ' ' || type_name || ' ' ||
  work_order_no || ' ' || coalesce(external_no, ''))"""
_WORDS = f"grams @> %(grams)s AND position(%(words)s IN {_TEXT}) > 0"
_ORDERS = {
    Sort.NEWEST: ("id DESC", "id < %(after)s"),
    Sort.DEADLINE: (
        "coalesce(next_deadline_at, 'infinity'), id",
        "(coalesce(next_deadline_at, 'infinity'), id) > (SELECT"
        " coalesce(next_deadline_at, 'infinity'), id FROM ticket WHERE id = %(after)s)",
    ),
}
_COUNTS = f"""
SELECT count(*) AS open, count(*) FILTER (WHERE next_deadline_at < %(now)s) AS overdue,
  count(*) FILTER (WHERE is_flagged) AS flagged,
  count(*) FILTER (WHERE worker_id = %(staff)s) AS mine,
  count(*) FILTER (WHERE kept_by = 'desk' AND team_id IS NULL) AS undispatched
FROM ticket WHERE {IS_OPEN}
"""  # noqa: S608  (our own words only)
_TO_CLOSE = """
SELECT count(*) AS many FROM ticket
WHERE status IN ('resolved', 'callback_pending') AND kept_by = 'desk'
"""
_TALLY = f"""
SELECT (SELECT count(*) FROM ticket WHERE opened_at >= %(since)s AND opened_at < %(until)s)
    AS opened,
  (SELECT count(*) FROM ticket_event WHERE kind = 'closed' AND at >= %(since)s
    AND at < %(until)s) AS closed,
  (SELECT count(*) FROM ticket WHERE next_deadline_at < %(now)s AND {IS_OPEN}) AS overdue_now
"""  # noqa: S608  (our own words only)
_NUMBERED = """
SELECT * FROM ticket WHERE work_order_no LIKE %(prefix)s OR external_no LIKE %(prefix)s
ORDER BY id DESC LIMIT %(limit)s
"""


async def find(
    session: Session, wanted: Wanted, *, customers: Sequence[CustomerId] | None, now: datetime
) -> list[Row]:
    """The rows of a page, of these customers' alone when they are given."""
    given, terms = _terms(wanted, now)
    if customers is not None:
        given["customers"] = list(customers)
        terms.append(_TERMS["customers"])
    order, after = _ORDERS[wanted.sort]
    if wanted.after is not None:
        given["after"] = wanted.after
        terms.append(after)
    where = " AND ".join(terms) or "true"
    sql = f"SELECT * FROM ticket WHERE {where} ORDER BY {order} LIMIT %(limit)s"  # noqa: S608  (our own words only)
    return await session.all(sql, given | {"limit": wanted.limit})


async def count(session: Session, staff_id: StaffId, *, now: datetime) -> Row:
    """How the open tickets stand."""
    row = await session.one(_COUNTS, {"now": now, "staff": staff_id})
    return row | {"to_close": (await session.one(_TO_CLOSE))["many"]}


async def tally(session: Session, since: datetime, until: datetime, *, now: datetime) -> Row:
    """What a span of time brought."""
    return await session.one(_TALLY, {"since": since, "until": until, "now": now})


async def numbered(session: Session, prefix: str, limit: int) -> list[Row]:
    """The newest tickets whose number, or outside number, begins so."""
    safe = prefix.replace("\\", "").replace("%", "").replace("_", r"\_")
    return await session.all(_NUMBERED, {"prefix": f"{safe}%", "limit": limit})


def _terms(wanted: Wanted, now: datetime) -> tuple[dict[str, Any], list[str]]:
    statuses = wanted.status.split(",") if wanted.status and wanted.status != OPEN else None
    values: dict[str, Any] = {
        "conversation": wanted.conversation_id,
        "statuses": statuses,
        "type_code": wanted.type_code,
        "priority": wanted.priority,
        "team": wanted.team_id,
        "worker": wanted.worker_id,
        "kept_by": wanted.kept_by,
        "incident": wanted.incident_id,
        "flagged": wanted.is_flagged,
        "opened_from": wanted.opened_from,
        "opened_to": wanted.opened_to,
    }
    given = {name: value for name, value in values.items() if value is not None}
    terms = [_TERMS[name] for name in given]
    if wanted.status == OPEN:
        terms.append(IS_OPEN)
    if wanted.is_overdue is not None:
        given["now"] = now
        late = f"(next_deadline_at < %(now)s AND {IS_OPEN})"
        terms.append(late if wanted.is_overdue else f"NOT coalesce({late}, false)")
    if wanted.words:
        given |= {"words": wanted.words.lower(), "grams": grams_of(wanted.words)}
        terms.append(_WORDS)
    return given, terms
