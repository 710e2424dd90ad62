"""Rows of sheets that were taken in, and of what became of their lines."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from hearthline.kernel import StaffId, TenantId, TicketId, Words
from hearthline.platform.db import Row, Session
from hearthline.tickets.exchange.model import (
    Intake,
    IntakeId,
    IntakeLine,
    IntakeState,
    Line,
    Outcome,
    Tally,
)

# A worker that has not done a row for so long is thought to be gone.
LEFT_AFTER: Final = timedelta(seconds=30)

_TENANTS = "SELECT id FROM tenant ORDER BY id LIMIT 10000"
_SEEN = """id, source, stamp, file_name, state, counts, total, done, opened, moved, urged, refused,
  why_zh, why_en, taken_by, taken_at, ended_at"""
_ADD = """
INSERT INTO exchange_intake (id, source, stamp, file_name, sealed_sheet, state, counts, total,
  taken_by, taken_at)
VALUES (%(id)s, %(source)s, %(stamp)s, %(file_name)s, %(sheet)s, 'waiting', %(counts)s, %(total)s,
  %(by)s, %(at)s)
ON CONFLICT (tenant_id, source, stamp) WHERE state IN ('waiting', 'working') DO NOTHING
RETURNING id
"""
_OPEN = f"""
SELECT {_SEEN} FROM exchange_intake
WHERE source = %(source)s AND stamp = %(stamp)s AND state IN ('waiting', 'working')
"""  # noqa: S608  (our own words only)
_FIELDS = """row, outcome, no, type_code, content, deadline, was_deadline, is_moved, is_urged,
  ticket_id, work_order_no, "column", why_zh, why_en, is_done"""
_ADD_LINES = f"""
INSERT INTO exchange_intake_line (intake_id, {_FIELDS})
SELECT %(id)s, {_FIELDS} FROM jsonb_to_recordset(%(lines)s) AS told (row integer, outcome text,
  no text, type_code text, content text, deadline timestamptz, was_deadline timestamptz,
  is_moved boolean, is_urged boolean, ticket_id uuid, work_order_no text, "column" text,
  why_zh text, why_en text, is_done boolean)
ON CONFLICT (tenant_id, intake_id, row) DO UPDATE SET outcome = excluded.outcome,
  deadline = excluded.deadline, was_deadline = excluded.was_deadline,
  is_moved = excluded.is_moved, ticket_id = excluded.ticket_id,
  work_order_no = excluded.work_order_no, why_zh = excluded.why_zh, why_en = excluded.why_en,
  is_done = excluded.is_done
"""  # noqa: S608  (our own words only)
_FIND = f"SELECT {_SEEN} FROM exchange_intake WHERE id = %(id)s"  # noqa: S608  (our own words only)
_LIST = f"""
SELECT {_SEEN} FROM exchange_intake
WHERE %(before)s::uuid IS NULL OR id < %(before)s ORDER BY id DESC LIMIT %(limit)s
"""  # noqa: S608  (our own words only)
_LINES = f"""
SELECT {_FIELDS} FROM exchange_intake_line
WHERE intake_id = %(id)s AND row > %(after)s
  AND (%(outcome)s::text IS NULL OR outcome = %(outcome)s)
ORDER BY row LIMIT %(limit)s
"""  # noqa: S608  (our own words only)
# The oldest that waits, or that nobody has worked on for a while; what begins is counted, so that
# what never ends is given up.
_BEGIN = f"""
UPDATE exchange_intake SET state = 'working', tries = tries + 1, worked_at = %(now)s
WHERE id = (SELECT id FROM exchange_intake
  WHERE state IN ('waiting', 'working') AND (worked_at IS NULL OR worked_at < %(left)s)
  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING {_SEEN}, tries, sealed_sheet
"""  # noqa: S608  (our own words only)
_HOLD = """
SELECT id FROM exchange_intake WHERE id = %(id)s AND state = 'working' FOR UPDATE SKIP LOCKED
"""
_NEXT = """
SELECT row FROM exchange_intake_line
WHERE intake_id = %(id)s AND NOT is_done ORDER BY row LIMIT %(limit)s
"""
_GO_ON = """
UPDATE exchange_intake SET done = done + %(done)s, opened = opened + %(opened)s,
  moved = moved + %(moved)s, urged = urged + %(urged)s, refused = refused + %(refused)s, tries = 1,
  worked_at = %(now)s
WHERE id = %(id)s
"""
_END = f"""
UPDATE exchange_intake SET state = %(state)s, sealed_sheet = NULL, ended_at = %(at)s,
  why_zh = %(why_zh)s, why_en = %(why_en)s
WHERE id = %(id)s AND state IN ('waiting', 'working')
RETURNING {_SEEN}
"""  # noqa: S608  (our own words only)


class IntakeStore:
    """Sheets that were taken in."""

    async def tenants(self, session: Session) -> list[TenantId]:
        """Everybody who may have sheets."""
        return [TenantId.of(row["id"]) for row in await session.all(_TENANTS)]

    async def add(
        self, session: Session, intake: Intake, lines: Sequence[IntakeLine], *, sheet: bytes
    ) -> Intake:
        """Keep a sheet; one that is being taken in already is the one that is there."""
        params = {
            "id": intake.id,
            "source": intake.source,
            "stamp": intake.stamp,
            "file_name": intake.file_name,
            "sheet": sheet,
            "counts": Jsonb({one.value: many for one, many in intake.counts.items()}),
            "total": intake.total,
            "by": intake.taken_by,
            "at": intake.taken_at,
        }
        if await session.maybe(_ADD, params) is None:
            return _intake(await session.one(_OPEN, params))
        await self.keep(session, intake.id, lines)
        return intake

    async def keep(
        self, session: Session, intake_id: IntakeId, lines: Sequence[IntakeLine]
    ) -> None:
        """Write what is known of some rows."""
        told = Jsonb([_told(one) for one in lines])
        await session.execute(_ADD_LINES, {"id": intake_id, "lines": told})

    async def find(self, session: Session, intake_id: IntakeId) -> Intake | None:
        """A sheet, or None."""
        row = await session.maybe(_FIND, {"id": intake_id})
        return _intake(row) if row else None

    async def newest(
        self, session: Session, *, before: IntakeId | None, limit: int
    ) -> list[Intake]:
        """A page of sheets, the newest first."""
        rows = await session.all(_LIST, {"before": before, "limit": limit})
        return [_intake(row) for row in rows]

    async def lines(
        self,
        session: Session,
        intake_id: IntakeId,
        *,
        outcome: Outcome | None,
        after: int,
        limit: int,
    ) -> list[IntakeLine]:
        """A page of a sheet's rows."""
        params = {"id": intake_id, "outcome": outcome, "after": after, "limit": limit}
        return [_line(row) for row in await session.all(_LINES, params)]

    async def begin(self, session: Session, *, now: datetime) -> tuple[Intake, int, bytes] | None:
        """The next sheet to be worked on, how often it was begun in vain, and the sealed file."""
        row = await session.maybe(_BEGIN, {"now": now, "left": now - LEFT_AFTER})
        return (_intake(row), int(row["tries"]), bytes(row["sealed_sheet"])) if row else None

    async def hold(self, session: Session, intake_id: IntakeId) -> bool:
        """Hold it until the transaction ends; False when it is over or another has it."""
        return await session.maybe(_HOLD, {"id": intake_id}) is not None

    async def next_rows(self, session: Session, intake_id: IntakeId, *, limit: int) -> list[int]:
        """The first rows that are not done."""
        rows = await session.all(_NEXT, {"id": intake_id, "limit": limit})
        return [int(row["row"]) for row in rows]

    async def go_on(
        self, session: Session, intake_id: IntakeId, *, done: int, tally: Tally, now: datetime
    ) -> None:
        """Count what was done."""
        params = {
            "now": now,
            "id": intake_id,
            "done": done,
            "opened": tally.opened,
            "moved": tally.moved,
            "urged": tally.urged,
            "refused": tally.refused,
        }
        await session.execute(_GO_ON, params)

    async def end(
        self, session: Session, intake_id: IntakeId, *, at: datetime, why: Words | None = None
    ) -> Intake | None:
        """It is done, or broke off (`why`), and its file is let go; None when it was over."""
        state = IntakeState.DONE if why is None else IntakeState.FAILED
        params = {
            "id": intake_id,
            "state": state,
            "at": at,
            "why_zh": why.zh if why else "",
            "why_en": why.en if why else "",
        }
        row = await session.maybe(_END, params)
        return _intake(row) if row else None


def _intake(row: Row) -> Intake:
    counts: dict[str, int] = row["counts"]
    return Intake(
        id=IntakeId.of(row["id"]),
        source=row["source"],
        stamp=row["stamp"],
        file_name=row["file_name"],
        state=IntakeState(row["state"]),
        counts={Outcome(name): many for name, many in counts.items()},
        total=row["total"],
        done=row["done"],
        tally=Tally(
            opened=row["opened"], moved=row["moved"], urged=row["urged"], refused=row["refused"]
        ),
        taken_by=StaffId.of(row["taken_by"]),
        taken_at=row["taken_at"],
        ended_at=row["ended_at"],
        why=_why(row),
    )


def _why(row: Row) -> Words | None:
    return Words(zh=row["why_zh"], en=row["why_en"]) if row["why_zh"] else None


def _line(row: Row) -> IntakeLine:
    line = Line(
        row=row["row"],
        outcome=Outcome(row["outcome"]),
        no=row["no"],
        type_code=row["type_code"],
        content=row["content"],
        deadline=row["deadline"],
        was_deadline=row["was_deadline"],
        is_moved=row["is_moved"],
        is_urged=row["is_urged"],
        ticket_id=TicketId.or_none(row["ticket_id"]),
        work_order_no=row["work_order_no"],
        column=row["column"],
        why=_why(row),
    )
    return IntakeLine(line, row["is_done"])


def _told(one: IntakeLine) -> dict[str, Any]:
    line = one.line
    return {
        "row": line.row,
        "outcome": line.outcome,
        "no": line.no,
        "type_code": line.type_code,
        "content": line.content,
        "deadline": line.deadline.isoformat() if line.deadline else None,
        "was_deadline": line.was_deadline.isoformat() if line.was_deadline else None,
        "is_moved": line.is_moved,
        "is_urged": line.is_urged,
        "ticket_id": str(line.ticket_id) if line.ticket_id else None,
        "work_order_no": line.work_order_no,
        "column": line.column,
        "why_zh": line.why.zh if line.why else "",
        "why_en": line.why.en if line.why else "",
        "is_done": one.is_done,
    }
