"""Asking for test runs and comparisons, and reading what came of them."""

from collections.abc import Sequence

from hearthline.access import Audit, Staff
from hearthline.dialogue.releases.errors import RunNotDone, RunUnknown
from hearthline.dialogue.releases.model import PlayedTest, Run, RunId, RunKind, RunState
from hearthline.dialogue.releases.runs import ResultsWanted, RunStore, RunsWanted
from hearthline.dialogue.releases.service import Releases
from hearthline.kernel import Clock
from hearthline.platform.db import Session

_NEWEST_RUNS = RunsWanted()
_FIRST_RESULTS = ResultsWanted()


class TestRuns:
    """Runs of the session's tenant; the worker plays them."""

    __test__ = False  # not a test of ours, whatever its name says

    def __init__(self, releases: Releases, clock: Clock) -> None:
        """Know the releases."""
        self._releases = releases
        self._clock = clock
        self._audit = Audit(clock)
        self._store = RunStore()

    async def ask(
        self, session: Session, release_id: str, *, by: Staff, other_id: str | None = None
    ) -> Run:
        """Ask for the tests of a release, or with `other_id` for a comparison of the two.

        Raises ReleaseUnknown; the same run that is not over yet is given instead of a second.
        """
        for wanted in (release_id, other_id):
            if wanted is not None:
                await self._releases.get(session, wanted)
        asked = Run(
            id=RunId.new(),
            kind=RunKind.TESTS if other_id is None else RunKind.COMPARISON,
            release_id=release_id,
            state=RunState.WAITING,
            asked_by=by.id,
            asked_at=self._clock.now(),
            other_id=other_id,
        )
        run = await self._store.ask(session, asked)
        if run.id == asked.id:
            details = {"kind": run.kind.value, "release": release_id, "other": other_id}
            await self._audit.record(
                session,
                by,
                "bot_run.asked",
                subject_kind="bot_run",
                subject_id=run.id,
                details=details,
            )
        return run

    async def get(self, session: Session, run_id: RunId) -> Run:
        """A run; raises RunUnknown."""
        run = await self._store.find(session, run_id)
        if run is None:
            raise RunUnknown(run_id=str(run_id))
        return run

    async def comparison(self, session: Session, run_id: RunId) -> Run:
        """A comparison that is done; raises RunUnknown, RunNotDone."""
        run = await self.get(session, run_id)
        if run.kind is not RunKind.COMPARISON:
            raise RunUnknown(run_id=str(run_id))
        if run.state is not RunState.DONE:
            raise RunNotDone(state=run.state.value)
        return run

    async def list(
        self,
        session: Session,
        wanted: RunsWanted = _NEWEST_RUNS,
    ) -> Sequence[Run]:
        """A page of runs, newest first."""
        return await self._store.list(session, wanted)

    async def results(
        self,
        session: Session,
        run_id: RunId,
        wanted: ResultsWanted = _FIRST_RESULTS,
    ) -> Sequence[tuple[int, PlayedTest]]:
        """A page of played tests with their numbers; raises RunUnknown."""
        await self.get(session, run_id)
        return await self._store.results(session, run_id, wanted)
