"""What must hold of assignment, counted by hand: no rule of routing is used to judge routing."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hearthline.kernel import ConversationId
from hearthline.platform.db import Session

_DESKS = """
SELECT p.staff_id, p.capacity, p.by_channel, p.interrupts, jsonb_object_agg(k.kind, k.n) AS loads
FROM presence p
JOIN LATERAL (SELECT ch.kind, count(*) AS n FROM conversation c
  JOIN channel ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
  WHERE c.tenant_id = p.tenant_id
    AND (c.holder_id = p.staff_id OR c.offered_to = p.staff_id) GROUP BY ch.kind) k ON true
GROUP BY p.staff_id, p.capacity, p.by_channel, p.interrupts
"""
_STATES = """
SELECT c.id, c.status, c.holder_id, c.offered_to, c.queue_id, ch.kind,
  (SELECT count(*) FROM assignment a WHERE a.tenant_id = c.tenant_id AND a.conversation_id = c.id
    AND a.outcome = 'accepted' AND a.finished_at IS NULL) AS open_turns,
  (SELECT count(*) FROM assignment a WHERE a.tenant_id = c.tenant_id AND a.conversation_id = c.id
    AND a.outcome IS NULL) AS open_offers
FROM conversation c JOIN channel ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
"""
_FREE = """
SELECT m.queue_id, p.staff_id, p.capacity, p.by_channel, p.interrupts, coalesce((
  SELECT jsonb_object_agg(k.kind, k.n) FROM (SELECT ch.kind, count(*) AS n FROM conversation c
    JOIN channel ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
    WHERE c.tenant_id = p.tenant_id AND (c.holder_id = p.staff_id OR c.offered_to = p.staff_id)
    GROUP BY ch.kind) k), '{}') AS loads
FROM queue_member m JOIN presence p ON p.tenant_id = m.tenant_id AND p.staff_id = m.staff_id
WHERE p.state = 'available' AND (p.disconnected_at IS NULL OR p.disconnected_at > %(gone)s)
"""


async def excess(session: Session) -> list[str]:
    """Everybody who has more than fits at this moment."""
    found = []
    for row in await session.all(_DESKS):
        loads: dict[str, int] = row["loads"]
        interrupting = {kind for kind, over in row["interrupts"].items() if over}
        quiet = sum(n for kind, n in loads.items() if kind not in interrupting)
        over = [kind for kind, n in loads.items() if n > _most(row, kind)]
        if over or quiet > row["capacity"]:
            found.append(f"{row['staff_id']} has {loads} of {row['capacity']}, {row['by_channel']}")
    return found


async def judge(
    session: Session,
    asked: Sequence[ConversationId],
    taken: Counter[ConversationId],
    *,
    gone: datetime,
) -> dict[str, list[str]]:
    """What went wrong by the end, when time enough has passed for every skill to be relaxed.

    `taken` counts how often each was accepted, less how often it was given up.
    """
    states = {row["id"]: row for row in await session.all(_STATES)}
    lost = [str(one) for one in asked if one not in states or _is_lost(states[one])]
    double = [str(one) for one in asked if _is_double(states[one], taken[one])]
    free = await session.all(_FREE, {"gone": gone})
    waiting = [one for one in states.values() if one["status"] == "queued"]
    forgotten = [
        f"{one['id']} waits while {row['staff_id']} is free"
        for one in waiting
        if one["offered_to"] is None
        for row in free
        if row["queue_id"] == one["queue_id"] and _has_room(row, one["kind"])
    ]
    return {"lost": lost, "double_held": double, "forgotten": forgotten}


def _is_lost(row: dict[str, Any]) -> bool:
    """Neither in line, nor with a person, nor finished."""
    if row["status"] == "queued":
        return row["queue_id"] is None
    return row["status"] == "bot" or (row["status"] == "agent" and row["holder_id"] is None)


def _is_double(row: dict[str, Any], taken: int) -> bool:
    held = 1 if row["status"] == "agent" else 0
    return taken != held or row["open_turns"] != held or row["open_offers"] > 1


def _most(row: dict[str, Any], kind: str) -> int:
    usual = min(1, row["capacity"]) if kind == "phone" else row["capacity"]
    return int(row["by_channel"].get(kind, usual))


def _has_room(row: dict[str, Any], kind: str) -> bool:
    loads, over = row["loads"], row["interrupts"].get(kind, [])
    if loads.get(kind, 0) >= _most(row, kind):
        return False
    beside = {held: n for held, n in loads.items() if held != kind and held not in over}
    if beside and (kind == "phone" or "phone" in beside):
        return False
    return bool(sum(beside.values()) + loads.get(kind, 0) < row["capacity"])
