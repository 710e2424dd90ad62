"""Tables of test sets and their runs; rows become models here."""

from typing import Any, Final
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from hearthline.kernel import StaffId, TrialRunId, TrialSetId
from hearthline.knowledge.trials.model import (
    Case,
    Figures,
    Miss,
    Tolerance,
    TrialRun,
    TrialSet,
    Verdict,
)
from hearthline.platform.db import Row, Session

_CASES: Final = TypeAdapter(tuple[Case, ...])
_TOLERANCE: Final = TypeAdapter(Tolerance)
_FIGURES: Final = TypeAdapter(Figures)
_MISSES: Final = TypeAdapter(tuple[Miss, ...])
_VERDICT: Final = TypeAdapter(Verdict)
_LAST: Final = UUID(int=2**128 - 1)

_ADD = """
INSERT INTO trial_set (id, name, cases, tolerance, by_staff, at)
VALUES (%(id)s, %(name)s, %(cases)s, %(tolerance)s, %(by)s, %(at)s)
ON CONFLICT (tenant_id, name) DO NOTHING RETURNING *
"""
_CHANGE = """
UPDATE trial_set SET name = %(name)s, cases = %(cases)s, tolerance = %(tolerance)s,
  counter = counter + 1, by_staff = %(by)s, at = %(at)s
WHERE id = %(id)s AND counter = %(counter)s RETURNING *
"""
_SETS = "SELECT * FROM trial_set WHERE id > %(after)s ORDER BY id LIMIT %(limit)s"
_ADD_RUN = """
INSERT INTO trial_run (id, set_id, edition, figures, misses, verdict, by_staff, at)
VALUES (%(id)s, %(set_id)s, %(edition)s, %(figures)s, %(misses)s, %(verdict)s, %(by)s, %(at)s)
"""
_RUNS = """
SELECT * FROM trial_run WHERE set_id = %(set_id)s AND id < %(before)s
ORDER BY id DESC LIMIT %(limit)s
"""


class TrialStore:
    """Reads and writes the sets and runs of the session's tenant."""

    async def add(self, session: Session, one: TrialSet) -> bool:
        """Keep a set; false when the name is taken."""
        return await session.maybe(_ADD, _columns(one)) is not None

    async def change(self, session: Session, one: TrialSet) -> TrialSet | None:
        """Exchange a set if nobody else did; None otherwise. Raises `UniqueViolation`."""
        row = await session.maybe(_CHANGE, _columns(one) | {"counter": one.counter})
        return None if row is None else _set(row)

    async def remove(self, session: Session, set_id: TrialSetId) -> bool:
        """Forget a set and its runs; whether there was one."""
        sql = "DELETE FROM trial_set WHERE id = %(id)s RETURNING id"
        return await session.maybe(sql, {"id": set_id}) is not None

    async def get(self, session: Session, set_id: TrialSetId) -> TrialSet | None:
        """One set."""
        row = await session.maybe("SELECT * FROM trial_set WHERE id = %(id)s", {"id": set_id})
        return None if row is None else _set(row)

    async def sets(
        self, session: Session, *, after: TrialSetId | None, limit: int
    ) -> list[TrialSet]:
        """A page of the sets, oldest first."""
        params = {"after": after or UUID(int=0), "limit": limit}
        return [_set(row) for row in await session.all(_SETS, params)]

    async def add_run(self, session: Session, run: TrialRun) -> None:
        """Keep what a run came to."""
        params = {
            "id": run.id,
            "set_id": run.set_id,
            "edition": run.edition,
            "figures": _json(_FIGURES, run.figures),
            "misses": _json(_MISSES, run.misses),
            "verdict": _json(_VERDICT, run.verdict),
            "by": run.by,
            "at": run.at,
        }
        await session.execute(_ADD_RUN, params)

    async def run(self, session: Session, run_id: TrialRunId) -> TrialRun | None:
        """One run."""
        row = await session.maybe("SELECT * FROM trial_run WHERE id = %(id)s", {"id": run_id})
        return None if row is None else _run(row)

    async def runs(
        self,
        session: Session,
        set_id: TrialSetId,
        *,
        before: TrialRunId | None = None,
        limit: int,
    ) -> list[TrialRun]:
        """The runs of a set, the last first."""
        params = {"set_id": set_id, "before": before or _LAST, "limit": limit}
        return [_run(row) for row in await session.all(_RUNS, params)]


def _columns(one: TrialSet) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "cases": _json(_CASES, one.cases),
        "tolerance": _json(_TOLERANCE, one.tolerance),
        "by": one.by,
        "at": one.at,
    }


def _json(adapter: TypeAdapter[Any], value: Any) -> Jsonb:
    return Jsonb(adapter.dump_python(value, mode="json"))


def _set(row: Row) -> TrialSet:
    return TrialSet(
        id=TrialSetId.of(row["id"]),
        name=row["name"],
        cases=_CASES.validate_python(row["cases"]),
        tolerance=_TOLERANCE.validate_python(row["tolerance"]),
        counter=row["counter"],
        by=StaffId.of(row["by_staff"]),
        at=row["at"],
    )


def _run(row: Row) -> TrialRun:
    return TrialRun(
        id=TrialRunId.of(row["id"]),
        set_id=TrialSetId.of(row["set_id"]),
        edition=row["edition"],
        figures=_FIGURES.validate_python(row["figures"]),
        misses=_MISSES.validate_python(row["misses"]),
        verdict=_VERDICT.validate_python(row["verdict"]),
        by=StaffId.of(row["by_staff"]),
        at=row["at"],
    )
