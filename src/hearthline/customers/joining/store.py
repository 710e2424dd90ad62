"""Rows of joins, and what two entries have in common."""

from collections.abc import Sequence
from datetime import datetime

from hearthline.customers.joining.model import Candidate, Join, JoinId
from hearthline.kernel import CustomerId, StaffId
from hearthline.platform.db import Row, Session

_LOCK = "SELECT pg_advisory_xact_lock(727281, hashtext(%(tenant)s))"
_ADD = """
INSERT INTO customer_merge (id, kept_id, merged_id, reason, evidence, merged_by, merged_at)
VALUES (%(id)s, %(kept)s, %(merged)s, %(reason)s, %(evidence)s, %(by)s, %(now)s)
"""
_GET = """
SELECT m.*, c.label FROM customer_merge m
JOIN customer c ON c.tenant_id = m.tenant_id AND c.id = m.merged_id
WHERE m.id = %(id)s FOR UPDATE OF m
"""
_UNDO = "UPDATE customer_merge SET undone_by = %(by)s, undone_at = %(now)s WHERE id = %(id)s"
_HISTORY = """
SELECT m.*, c.label FROM customer_merge m
JOIN customer c ON c.tenant_id = m.tenant_id AND c.id = m.merged_id
WHERE m.kept_id = ANY(%(ids)s) OR m.merged_id = ANY(%(ids)s)
ORDER BY m.merged_at DESC LIMIT 50
"""
# A phone is no proof and an account has many contacts: this finds, and never decides.
_LIKE = """
WITH found AS (
  SELECT o.customer_id AS id, 'phone' AS evidence FROM identity i
  JOIN identity o ON o.tenant_id = i.tenant_id AND o.kind = 'phone'
    AND o.fingerprint = i.fingerprint
  WHERE i.customer_id = ANY(%(ids)s) AND i.kind = 'phone'
  UNION
  SELECT o.customer_id, 'account' FROM account_link a
  JOIN account_link o ON o.tenant_id = a.tenant_id AND o.domain = a.domain
    AND o.fingerprint = a.fingerprint
  WHERE a.customer_id = ANY(%(ids)s)
)
SELECT c.id, c.label, c.last_seen_at, array_agg(f.evidence ORDER BY f.evidence) AS evidence
FROM found f JOIN customer c ON c.id = f.id
WHERE NOT f.id = ANY(%(ids)s)
GROUP BY c.tenant_id, c.id, c.label, c.last_seen_at
ORDER BY count(*) DESC, c.last_seen_at DESC LIMIT 10
"""
_LABELS = "SELECT id, label, sealed_name FROM customer WHERE id = ANY(%(ids)s)"


class JoinStore:
    """Joins in the database."""

    async def lock(self, session: Session) -> None:
        """One at a time in a tenant, so that two joins cannot make a circle."""
        await session.execute(_LOCK, {"tenant": str(session.tenant_id)})

    async def add(self, session: Session, join: Join) -> None:
        """Add one."""
        params = {
            "id": join.id,
            "kept": join.kept_id,
            "merged": join.merged_id,
            "reason": join.reason,
            "evidence": list(join.evidence),
            "by": join.merged_by,
            "now": join.merged_at,
        }
        await session.execute(_ADD, params)

    async def get(self, session: Session, join_id: JoinId) -> Join | None:
        """One, held until the session ends."""
        row = await session.maybe(_GET, {"id": join_id})
        return _join(row) if row else None

    async def undo(self, session: Session, join_id: JoinId, *, by: StaffId, now: datetime) -> None:
        """Note that it was undone."""
        await session.execute(_UNDO, {"id": join_id, "by": by, "now": now})

    async def history(self, session: Session, ids: Sequence[CustomerId]) -> list[Join]:
        """All that these entries had part in, newest first."""
        return [_join(row) for row in await session.all(_HISTORY, {"ids": list(ids)})]

    async def alike(self, session: Session, ids: Sequence[CustomerId]) -> list[Candidate]:
        """Other entries with a phone or an account in common."""
        rows = await session.all(_LIKE, {"ids": list(ids)})
        return [
            Candidate(
                CustomerId.of(row["id"]), row["label"], tuple(row["evidence"]), row["last_seen_at"]
            )
            for row in rows
        ]

    async def names(self, session: Session, ids: Sequence[CustomerId]) -> list[Row]:
        """Label and sealed name of each entry."""
        return await session.all(_LABELS, {"ids": list(ids)})


def _join(row: Row) -> Join:
    return Join(
        id=JoinId.of(row["id"]),
        kept_id=CustomerId.of(row["kept_id"]),
        merged_id=CustomerId.of(row["merged_id"]),
        reason=row["reason"],
        evidence=tuple(row["evidence"]),
        merged_by=StaffId.of(row["merged_by"]),
        merged_at=row["merged_at"],
        undone_by=StaffId.or_none(row["undone_by"]),
        undone_at=row["undone_at"],
        merged_label=row["label"],
    )
