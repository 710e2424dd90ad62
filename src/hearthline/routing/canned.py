"""Canned answers: one's own, and those that supervisors keep for everybody."""

from dataclasses import replace
from typing import Any

from hearthline.access import Permission, Staff
from hearthline.kernel import Clock, StaffId
from hearthline.platform.db import Row, Session
from hearthline.platform.language import initials
from hearthline.routing.errors import CannedUnknown, SharedNotYours, ShortcutTaken
from hearthline.routing.model import CannedAnswer, CannedId

_LIST = """
SELECT * FROM canned_answer WHERE owner_id IS NULL OR owner_id = %(staff)s
ORDER BY owner_id NULLS LAST, shortcut LIMIT 1000
"""
# Title, shortcut or the first letters of the title's pinyin; the most used first.
_FIND = """
SELECT * FROM canned_answer WHERE (owner_id IS NULL OR owner_id = %(staff)s)
  AND (title ILIKE %(like)s OR shortcut ILIKE %(like)s OR initials LIKE %(like)s)
ORDER BY uses DESC, owner_id NULLS LAST, shortcut LIMIT 50
"""
_USED = """
UPDATE canned_answer SET uses = uses + 1, last_used_at = %(now)s
WHERE id = %(id)s AND (owner_id IS NULL OR owner_id = %(staff)s) RETURNING uses
"""
_GET = """
SELECT * FROM canned_answer
WHERE id = %(id)s AND (owner_id IS NULL OR owner_id = %(staff)s) FOR UPDATE
"""
_CLASH = """
SELECT FROM canned_answer WHERE shortcut = %(shortcut)s AND id <> %(id)s
  AND owner_id IS NOT DISTINCT FROM %(owner)s
"""
_SAVE = """
INSERT INTO canned_answer (id, owner_id, shortcut, title, text, folder, initials, changed_at)
VALUES (%(id)s, %(owner)s, %(shortcut)s, %(title)s, %(text)s, %(folder)s, %(initials)s, %(now)s)
ON CONFLICT (tenant_id, id) DO UPDATE SET owner_id = excluded.owner_id,
  shortcut = excluded.shortcut, title = excluded.title, text = excluded.text,
  folder = excluded.folder, initials = excluded.initials, changed_at = excluded.changed_at
"""
_LITERAL = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


class CannedAnswers:
    """Ready-made answers of a tenant."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock

    async def list(self, session: Session, staff: Staff, *, q: str = "") -> list[CannedAnswer]:
        """A person's own, then everybody's; with words those that fit, the most used first."""
        words = q.strip().casefold()
        params = {"staff": staff.id, "like": f"%{words.translate(_LITERAL)}%"}
        rows = await session.all(_FIND if words else _LIST, params)
        return [_canned(row) for row in rows]

    async def used(self, session: Session, canned_id: CannedId, *, by: Staff) -> int:
        """Count one more use; how many there are now. Raises CannedUnknown."""
        params = {"id": canned_id, "staff": by.id, "now": self._clock.now()}
        row = await session.maybe(_USED, params)
        if row is None:
            raise CannedUnknown
        return int(row["uses"])

    async def add(self, session: Session, answer: CannedAnswer, *, by: Staff) -> CannedAnswer:
        """Add one; raises ShortcutTaken, SharedNotYours."""
        self._check(answer, by)
        return await self._save(session, answer)

    async def change(
        self, session: Session, canned_id: CannedId, *, by: Staff, **changes: Any
    ) -> CannedAnswer:
        """Change shortcut, title, text or whose it is (`owner_id`); None is no change but there."""
        answer = await self._get(session, canned_id, by)
        changed = replace(answer, **changes)
        self._check(answer, by)
        self._check(changed, by)
        return await self._save(session, changed)

    async def remove(self, session: Session, canned_id: CannedId, *, by: Staff) -> None:
        """Remove one; raises CannedUnknown, SharedNotYours."""
        self._check(await self._get(session, canned_id, by), by)
        await session.execute("DELETE FROM canned_answer WHERE id = %(id)s", {"id": canned_id})

    async def _get(self, session: Session, canned_id: CannedId, by: Staff) -> CannedAnswer:
        row = await session.maybe(_GET, {"id": canned_id, "staff": by.id})
        if row is None:
            raise CannedUnknown
        return _canned(row)

    async def _save(self, session: Session, answer: CannedAnswer) -> CannedAnswer:
        params = {
            "id": answer.id,
            "owner": answer.owner_id,
            "shortcut": answer.shortcut,
            "title": answer.title,
            "text": answer.text,
            "folder": answer.folder,
            "initials": initials(answer.title),
            "now": self._clock.now(),
        }
        # One writer at a time in a tenant, so that two cannot take one shortcut at once.
        await session.execute(
            "SELECT pg_advisory_xact_lock(727280, hashtext(%(tenant)s))",
            {"tenant": str(session.tenant_id)},
        )
        if await session.maybe(_CLASH, params) is not None:
            raise ShortcutTaken(shortcut=answer.shortcut)
        await session.execute(_SAVE, params)
        return answer

    @staticmethod
    def _check(answer: CannedAnswer, by: Staff) -> None:
        if answer.is_shared and not by.may(Permission.DESK_SUPERVISE):
            raise SharedNotYours


def _canned(row: Row) -> CannedAnswer:
    return CannedAnswer(
        id=CannedId.of(row["id"]),
        owner_id=StaffId.or_none(row["owner_id"]),
        shortcut=row["shortcut"],
        title=row["title"],
        text=row["text"],
        folder=row["folder"],
        uses=row["uses"],
    )
