"""Rows of tags and of their kinds."""

from collections.abc import Sequence
from datetime import datetime

from hearthline.customers.tags.model import Tag, TagId, TagKind
from hearthline.kernel import CustomerId, StaffId, Words
from hearthline.platform.db import Row, Session

_KINDS = "SELECT * FROM customer_tag_kind ORDER BY code LIMIT 200"
_SAVE_KIND = """
INSERT INTO customer_tag_kind (code, name, name_en, meaning, phrase, urgency, is_straight,
  is_sensitive, lasts_days, is_active, changed_by, changed_at)
VALUES (%(code)s, %(name)s, %(name_en)s, %(meaning)s, %(phrase)s, %(urgency)s, %(straight)s,
  %(sensitive)s, %(lasts)s, %(active)s, %(by)s, %(now)s)
ON CONFLICT (tenant_id, code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,
  meaning = excluded.meaning, phrase = excluded.phrase, urgency = excluded.urgency,
  is_straight = excluded.is_straight, is_sensitive = excluded.is_sensitive,
  lasts_days = excluded.lasts_days, is_active = excluded.is_active,
  changed_by = excluded.changed_by, changed_at = excluded.changed_at
"""
_NOW = """
SELECT * FROM customer_tag WHERE customer_id = ANY(%(customers)s) AND removed_at IS NULL
  AND from_at <= %(now)s AND (until_at IS NULL OR until_at > %(now)s)
ORDER BY from_at DESC, id DESC LIMIT 100
"""
_HISTORY = """
SELECT * FROM customer_tag WHERE customer_id = ANY(%(customers)s)
ORDER BY from_at DESC, id DESC LIMIT %(limit)s
"""
_GET = "SELECT * FROM customer_tag WHERE id = %(id)s FOR UPDATE"
_STANDING = """
SELECT * FROM customer_tag WHERE customer_id = ANY(%(customers)s) AND code = %(code)s
  AND removed_at IS NULL ORDER BY from_at LIMIT 20 FOR UPDATE
"""
_LOCK = "SELECT FROM customer WHERE id = %(id)s FOR NO KEY UPDATE"
_ADD = """
INSERT INTO customer_tag (id, customer_id, code, reason, source, source_ref, from_at, until_at,
  added_by)
VALUES (%(id)s, %(customer)s, %(code)s, %(reason)s, %(source)s, %(ref)s, %(from)s, %(until)s,
  %(by)s)
"""
_REMOVE = """
UPDATE customer_tag SET removed_at = %(now)s, removed_by = %(by)s, removed_why = %(why)s
WHERE id = %(id)s AND removed_at IS NULL
"""
_PUT_BACK = """
UPDATE customer_tag SET removed_at = NULL, removed_by = NULL, removed_why = NULL
WHERE id = %(id)s
"""


class TagStore:
    """Tags in the database."""

    async def kinds(self, session: Session) -> list[TagKind]:
        """The tenant's own kinds."""
        return [_kind(row) for row in await session.all(_KINDS)]

    async def save_kind(
        self, session: Session, kind: TagKind, *, by: StaffId, now: datetime
    ) -> None:
        """Add a kind or change it."""
        params = {
            "code": kind.code,
            "name": kind.name.zh,
            "name_en": kind.name.en,
            "meaning": kind.meaning,
            "phrase": kind.phrase,
            "urgency": kind.urgency,
            "straight": kind.is_straight,
            "sensitive": kind.is_sensitive,
            "lasts": kind.lasts_days,
            "active": kind.is_active,
            "by": by,
            "now": now,
        }
        await session.execute(_SAVE_KIND, params)

    async def now(
        self, session: Session, customers: Sequence[CustomerId], *, now: datetime
    ) -> list[Tag]:
        """The tags in force, newest first."""
        rows = await session.all(_NOW, {"customers": list(customers), "now": now})
        return [_tag(row) for row in rows]

    async def history(
        self, session: Session, customers: Sequence[CustomerId], *, limit: int
    ) -> list[Tag]:
        """All that ever were, newest first."""
        params = {"customers": list(customers), "limit": limit}
        return [_tag(row) for row in await session.all(_HISTORY, params)]

    async def get(self, session: Session, tag_id: TagId) -> Tag | None:
        """One tag, held until the session ends."""
        row = await session.maybe(_GET, {"id": tag_id})
        return _tag(row) if row else None

    async def standing(
        self, session: Session, customers: Sequence[CustomerId], code: str
    ) -> list[Tag]:
        """The tags of a kind that nobody took away, those that ran out among them."""
        for customer_id in sorted(customers):
            await session.execute(_LOCK, {"id": customer_id})
        params = {"customers": list(customers), "code": code}
        return [_tag(row) for row in await session.all(_STANDING, params)]

    async def add(self, session: Session, tag: Tag) -> None:
        """Add a tag."""
        params = {
            "id": tag.id,
            "customer": tag.customer_id,
            "code": tag.code,
            "reason": tag.reason,
            "source": tag.source,
            "ref": tag.source_ref,
            "from": tag.from_at,
            "until": tag.until_at,
            "by": tag.added_by,
        }
        await session.execute(_ADD, params)

    async def remove(
        self, session: Session, tag_id: TagId, *, by: StaffId | None, why: str, now: datetime
    ) -> None:
        """Note that a tag was taken away."""
        await session.execute(_REMOVE, {"id": tag_id, "by": by, "why": why, "now": now})

    async def put_back(self, session: Session, tag_id: TagId) -> None:
        """Have a tag again that was taken away."""
        await session.execute(_PUT_BACK, {"id": tag_id})


def _kind(row: Row) -> TagKind:
    return TagKind(
        code=row["code"],
        name=Words(zh=row["name"], en=row["name_en"] or row["name"]),
        meaning=row["meaning"],
        phrase=row["phrase"],
        urgency=row["urgency"],
        is_straight=row["is_straight"],
        is_sensitive=row["is_sensitive"],
        lasts_days=row["lasts_days"],
        is_active=row["is_active"],
    )


def _tag(row: Row) -> Tag:
    return Tag(
        id=TagId.of(row["id"]),
        customer_id=CustomerId.of(row["customer_id"]),
        code=row["code"],
        reason=row["reason"],
        source=row["source"],
        source_ref=row["source_ref"],
        from_at=row["from_at"],
        until_at=row["until_at"],
        added_by=StaffId.or_none(row["added_by"]),
        removed_at=row["removed_at"],
        removed_by=StaffId.or_none(row["removed_by"]),
        removed_why=row["removed_why"],
    )
