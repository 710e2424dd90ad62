"""Rows of test runs and comparisons: asked for, taken up, told of, finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from hearthline.dialogue.releases.model import (
    SILENT_AFTER,
    PlayedTest,
    Run,
    RunId,
    RunKind,
    RunState,
    TurnSaid,
)
from hearthline.dialogue.releases.store import fault_json, fault_of
from hearthline.kernel import StaffId
from hearthline.platform.db import Row, Session

_ASK = """
INSERT INTO pack_run (id, kind, release_id, other_id, state, asked_by, asked_at)
VALUES (%(id)s, %(kind)s, %(release)s, %(other)s, 'waiting', %(by)s, %(at)s)
ON CONFLICT DO NOTHING
"""
_OPEN = """
SELECT * FROM pack_run WHERE kind = %(kind)s AND release_id = %(release)s
  AND coalesce(other_id, '') = coalesce(%(other)s, '') AND state IN ('waiting', 'running')
"""
_GET = "SELECT * FROM pack_run WHERE id = %(id)s"
_LIST = """
SELECT * FROM pack_run
WHERE (%(release)s::text IS NULL OR release_id = %(release)s)
  AND (%(before)s::uuid IS NULL OR id < %(before)s)
ORDER BY id DESC LIMIT %(limit)s
"""
_LATEST = """
SELECT DISTINCT ON (release_id) * FROM pack_run
WHERE kind = 'tests' AND release_id = ANY(%(releases)s) ORDER BY release_id, id DESC
"""
# A row that another process has locked is that process's own.
_TAKE = """
UPDATE pack_run SET state = 'running', tries = tries + 1, began_at = %(now)s, beat_at = %(now)s,
  passed = 0, failed = 0
WHERE id = (
  SELECT id FROM pack_run
  WHERE state = 'waiting' OR (state = 'running' AND beat_at < %(silent)s)
  ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING *
"""
_FORGET_RESULTS = "DELETE FROM pack_run_result WHERE run_id = %(id)s"
_TELL = """
UPDATE pack_run SET total = %(total)s, passed = %(passed)s, failed = %(failed)s, beat_at = %(now)s
WHERE id = %(id)s AND state = 'running' AND tries = %(tries)s RETURNING id
"""
_RESULT = """
INSERT INTO pack_run_result (run_id, number, trade, file, name, passed, turns, faults)
VALUES (%(run)s, %(number)s, %(trade)s, %(file)s, %(name)s, %(passed)s, %(turns)s, %(faults)s)
"""
_RESULTS = """
SELECT * FROM pack_run_result
WHERE run_id = %(run)s AND number > %(after)s AND (NOT %(failed)s OR NOT passed)
ORDER BY number LIMIT %(limit)s
"""
_END = """
UPDATE pack_run
SET state = %(state)s, result = %(result)s, trouble = %(trouble)s, ended_at = %(now)s
WHERE id = %(id)s AND state = 'running' AND tries = %(tries)s
"""


@dataclass(frozen=True, slots=True)
class RunsWanted:
    """Which runs a list shows: of one release, before another run."""

    release_id: str | None = None
    before: RunId | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ResultsWanted:
    """Which results a list shows: those that failed alone, after a number."""

    failed_only: bool = False
    after: int = 0
    limit: int = 50


class RunStore:
    """Reads and writes the runs of the session's tenant."""

    async def ask(self, session: Session, run: Run) -> Run:
        """Ask for a run; the same one that is not over yet is given instead of a second."""
        params = {
            "id": run.id,
            "kind": run.kind,
            "release": run.release_id,
            "other": run.other_id,
            "by": run.asked_by,
            "at": run.asked_at,
        }
        await session.execute(_ASK, params)
        row = await session.maybe(_OPEN, params) or await session.one(_GET, params)
        return _run_of(row)

    async def find(self, session: Session, run_id: RunId) -> Run | None:
        """A run, or None."""
        row = await session.maybe(_GET, {"id": run_id})
        return None if row is None else _run_of(row)

    async def list(self, session: Session, wanted: RunsWanted) -> Sequence[Run]:
        """A page of runs, newest first."""
        params = {"release": wanted.release_id, "before": wanted.before, "limit": wanted.limit}
        return [_run_of(row) for row in await session.all(_LIST, params)]

    async def latest(self, session: Session, releases: Sequence[str]) -> dict[str, Run]:
        """The newest test run of each release that has one."""
        rows = await session.all(_LATEST, {"releases": list(releases)})
        return {row["release_id"]: _run_of(row) for row in rows}

    async def take(self, session: Session, *, now: datetime) -> Run | None:
        """Take up a run that waits, or one whose process is silent."""
        row = await session.maybe(_TAKE, {"now": now, "silent": now - SILENT_AFTER})
        if row is None:
            return None
        await session.execute(_FORGET_RESULTS, {"id": row["id"]})
        return _run_of(row)

    async def tell(self, session: Session, run: Run, *, now: datetime) -> bool:
        """Tell how far it has come; False when somebody else has taken it up meanwhile."""
        params = {
            "id": run.id,
            "total": run.total,
            "passed": run.passed,
            "failed": run.failed,
            "tries": run.tries,
            "now": now,
        }
        return await session.maybe(_TELL, params) is not None

    async def add_result(
        self, session: Session, run_id: RunId, number: int, *, result: PlayedTest
    ) -> None:
        """Keep the outcome of one test."""
        params = {
            "run": run_id,
            "number": number,
            "trade": result.trade,
            "file": result.file,
            "name": result.name,
            "passed": result.passed,
            "turns": Jsonb([_turn_json(turn) for turn in result.turns]),
            "faults": Jsonb([fault_json(fault) for fault in result.faults]),
        }
        await session.execute(_RESULT, params)

    async def results(
        self, session: Session, run_id: RunId, wanted: ResultsWanted
    ) -> Sequence[tuple[int, PlayedTest]]:
        """A page of outcomes with their numbers, in the order of playing."""
        params = {
            "run": run_id,
            "after": wanted.after,
            "limit": wanted.limit,
            "failed": wanted.failed_only,
        }
        rows = await session.all(_RESULTS, params)
        return [(row["number"], _result_of(row)) for row in rows]

    async def end(
        self,
        session: Session,
        run: Run,
        *,
        now: datetime,
        result: Mapping[str, Any] | None = None,
        trouble: str | None = None,
    ) -> None:
        """Finish a run: with its result, or with what went wrong."""
        params = {
            "id": run.id,
            "state": RunState.DONE if trouble is None else RunState.BROKEN,
            "result": None if result is None else Jsonb(dict(result)),
            "trouble": trouble,
            "tries": run.tries,
            "now": now,
        }
        await session.execute(_END, params)


def _turn_json(turn: TurnSaid) -> dict[str, Any]:
    return {
        "line": turn.line,
        "user": turn.user,
        "said": list(turn.said),
        "calls": list(turn.calls),
    }


def _run_of(row: Row) -> Run:
    return Run(
        id=RunId.of(row["id"]),
        kind=RunKind(row["kind"]),
        release_id=row["release_id"],
        state=RunState(row["state"]),
        asked_by=StaffId.of(row["asked_by"]),
        asked_at=row["asked_at"],
        other_id=row["other_id"],
        total=row["total"],
        passed=row["passed"],
        failed=row["failed"],
        tries=row["tries"],
        result=row["result"],
        trouble=row["trouble"],
        began_at=row["began_at"],
        ended_at=row["ended_at"],
    )


def _result_of(row: Row) -> PlayedTest:
    return PlayedTest(
        trade=row["trade"],
        file=row["file"],
        name=row["name"],
        passed=row["passed"],
        turns=tuple(
            TurnSaid(one["line"], one["user"], tuple(one["said"]), tuple(one["calls"]))
            for one in row["turns"]
        ),
        faults=tuple(fault_of(one) for one in row["faults"]),
    )
