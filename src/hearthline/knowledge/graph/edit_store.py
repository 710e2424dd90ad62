"""The list of what people did to the graph."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from hearthline.kernel import StaffId
from hearthline.knowledge.graph.model import (
    Deed,
    Edit,
    EntityId,
)
from hearthline.platform.db import Row, Session

_ADD_EDIT = """
INSERT INTO graph_edit (number, deed, entities, before, by_staff, at)
SELECT 1 + coalesce(max(number), 0), %(deed)s, %(entities)s, %(before)s, %(by)s, %(at)s
FROM graph_edit RETURNING *
"""
_LATER = """
SELECT number FROM graph_edit
WHERE number > %(number)s AND undone_at IS NULL AND entities && %(entities)s
ORDER BY number DESC LIMIT 1
"""
_UNDONE = """
UPDATE graph_edit SET undone_at = %(at)s, undone_by = %(by)s
WHERE number = %(number)s AND undone_at IS NULL RETURNING number
"""


class EditStore:
    """Writes down edits of the session's tenant, and finds them."""

    async def record(
        self,
        session: Session,
        deed: Deed,
        entities: Sequence[EntityId],
        *,
        before: dict[str, Any],
        by: StaffId,
        at: datetime,
    ) -> Edit:
        """Write down what was done, and what was there before."""
        params = {"deed": deed, "entities": list(entities), "before": Jsonb(before)}
        return _edit(await session.one(_ADD_EDIT, params | {"by": by, "at": at}))

    async def page(self, session: Session, *, before: int | None, limit: int) -> list[Edit]:
        """A page of edits, newest first; `before` is the last number of the page before."""
        rows = await session.all(
            "SELECT * FROM graph_edit WHERE %(before)s::int IS NULL OR number < %(before)s"
            " ORDER BY number DESC LIMIT %(limit)s",
            {"before": before, "limit": limit},
        )
        return [_edit(row) for row in rows]

    async def find(self, session: Session, number: int) -> Edit | None:
        """An edit by its number."""
        row = await session.maybe("SELECT * FROM graph_edit WHERE number = %(n)s", {"n": number})
        return None if row is None else _edit(row)

    async def later(self, session: Session, edit: Edit) -> int | None:
        """The number of the last edit that came after on the same entities and stands."""
        params = {"number": edit.number, "entities": list(edit.entities)}
        row = await session.maybe(_LATER, params)
        return None if row is None else int(row["number"])

    async def mark_undone(
        self, session: Session, number: int, *, by: StaffId, at: datetime
    ) -> bool:
        """Whether it stood until now."""
        params = {"number": number, "by": by, "at": at}
        return await session.maybe(_UNDONE, params) is not None


def _edit(row: Row) -> Edit:
    return Edit(
        number=row["number"],
        deed=Deed(row["deed"]),
        entities=tuple(EntityId.of(one) for one in row["entities"]),
        before=row["before"],
        by_staff=StaffId.of(row["by_staff"]),
        at=row["at"],
        undone_at=row["undone_at"],
    )
