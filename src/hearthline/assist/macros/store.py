"""Rows of macros and of their runs."""

from datetime import datetime

from psycopg.types.json import Jsonb

from hearthline.assist.macros.model import Macro, MacroId, Run, RunId, Step, StepResult
from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.db import Row, Session
from hearthline.platform.language import initials

_LIST = """
SELECT * FROM macro WHERE removed_at IS NULL AND (owner_id IS NULL OR owner_id = %(staff)s)
ORDER BY uses DESC, title LIMIT 500
"""
_COUNT = "SELECT count(*) AS n FROM (SELECT FROM macro LIMIT 1) AS any_macro"
_GET = """
SELECT * FROM macro WHERE id = %(id)s AND removed_at IS NULL
  AND (owner_id IS NULL OR owner_id = %(staff)s)
"""
_CLASH = """
SELECT title FROM macro WHERE removed_at IS NULL AND shortcut = %(shortcut)s AND id <> %(id)s
  AND owner_id IS NOT DISTINCT FROM %(owner)s
"""
_LOCK = "SELECT pg_advisory_xact_lock(727282, hashtext(%(tenant)s))"
_SAVE = """
INSERT INTO macro (id, owner_id, title, shortcut, initials, domain, steps, changed_by, changed_at)
VALUES (%(id)s, %(owner)s, %(title)s, %(shortcut)s, %(initials)s, %(domain)s, %(steps)s, %(by)s,
  %(now)s)
ON CONFLICT (tenant_id, id) DO UPDATE SET owner_id = excluded.owner_id, title = excluded.title,
  shortcut = excluded.shortcut, initials = excluded.initials, domain = excluded.domain,
  steps = excluded.steps, changed_by = excluded.changed_by, changed_at = excluded.changed_at
"""
_REMOVE = "UPDATE macro SET removed_at = %(now)s WHERE id = %(id)s AND removed_at IS NULL"
_USED = "UPDATE macro SET uses = uses + 1, last_used_at = %(now)s WHERE id = %(id)s"
_BEGIN = """
INSERT INTO macro_run (id, macro_id, title, conversation_id, staff_id, steps, began_at)
VALUES (%(id)s, %(macro)s, %(title)s, %(conversation)s, %(staff)s, %(steps)s, %(now)s)
ON CONFLICT DO NOTHING RETURNING id
"""
_RUN = "SELECT * FROM macro_run WHERE id = %(id)s"
_KEEP = "UPDATE macro_run SET results = %(results)s, ended_at = %(ended)s WHERE id = %(id)s"


class MacroStore:
    """Macros in the database."""

    async def lock(self, session: Session) -> None:
        """One writer at a time in a tenant, so that two cannot take one shortcut at once."""
        await session.execute(_LOCK, {"tenant": str(session.tenant_id)})

    async def list(self, session: Session, staff_id: StaffId) -> list[Macro]:
        """A person's own and everybody's, the most used first."""
        return [_macro(row) for row in await session.all(_LIST, {"staff": staff_id})]

    async def has_any(self, session: Session) -> bool:
        """Whether there ever was one."""
        return bool((await session.one(_COUNT))["n"])

    async def get(self, session: Session, macro_id: MacroId, staff_id: StaffId) -> Macro | None:
        """One that this person may run."""
        row = await session.maybe(_GET, {"id": macro_id, "staff": staff_id})
        return _macro(row) if row else None

    async def clash(self, session: Session, macro: Macro) -> str | None:
        """The title of another one with the same shortcut."""
        params = {"id": macro.id, "owner": macro.owner_id, "shortcut": macro.shortcut}
        row = await session.maybe(_CLASH, params)
        return row["title"] if row else None

    async def save(self, session: Session, macro: Macro, *, by: StaffId, now: datetime) -> None:
        """Add or change one."""
        params = {
            "id": macro.id,
            "owner": macro.owner_id,
            "title": macro.title,
            "shortcut": macro.shortcut,
            "initials": initials(macro.title),
            "domain": macro.domain,
            "steps": Jsonb([step.to_json() for step in macro.steps]),
            "by": by,
            "now": now,
        }
        await session.execute(_SAVE, params)

    async def remove(self, session: Session, macro_id: MacroId, *, now: datetime) -> None:
        """Take one away; its runs stay."""
        await session.execute(_REMOVE, {"id": macro_id, "now": now})

    async def begin(self, session: Session, run: Run, *, now: datetime) -> bool:
        """Keep a run that begins; False when its id is known."""
        params = {
            "id": run.id,
            "macro": run.macro_id,
            "title": run.title,
            "conversation": run.conversation_id,
            "staff": run.staff_id,
            "steps": Jsonb([step.to_json() for step in run.steps]),
            "now": now,
        }
        if await session.maybe(_BEGIN, params) is None:
            return False
        await session.execute(_USED, {"id": run.macro_id, "now": now})
        return True

    async def run(self, session: Session, run_id: RunId, *, lock: bool = False) -> Run | None:
        """A run as it stands; `lock` holds it until the session ends."""
        row = await session.maybe(f"{_RUN} FOR UPDATE" if lock else _RUN, {"id": run_id})
        return _run(row) if row else None

    async def keep(self, session: Session, run: Run, *, ended: datetime | None) -> None:
        """Write down what came of the steps so far."""
        results = Jsonb([result.to_json() for result in run.results])
        await session.execute(_KEEP, {"id": run.id, "results": results, "ended": ended})


def _macro(row: Row) -> Macro:
    return Macro(
        id=MacroId.of(row["id"]),
        owner_id=StaffId.or_none(row["owner_id"]),
        title=row["title"],
        shortcut=row["shortcut"],
        steps=tuple(Step.of_json(step) for step in row["steps"]),
        domain=row["domain"],
        uses=row["uses"],
        last_used_at=row["last_used_at"],
    )


def _run(row: Row) -> Run:
    return Run(
        id=RunId.of(row["id"]),
        macro_id=MacroId.of(row["macro_id"]),
        title=row["title"],
        conversation_id=ConversationId.of(row["conversation_id"]),
        staff_id=StaffId.of(row["staff_id"]),
        steps=tuple(Step.of_json(step) for step in row["steps"]),
        results=tuple(StepResult.of_json(result) for result in row["results"]),
        ended_at=row["ended_at"],
    )
