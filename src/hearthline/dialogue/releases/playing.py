"""Plays the tests of releases in the background: one run at a time in a process, taken up again
by another when its own was killed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from hearthline.dialogue.brain import Brain
from hearthline.dialogue.rehearsal import Played, Rehearsal
from hearthline.dialogue.releases.archive import Files, laid_out, read_archive
from hearthline.dialogue.releases.comparing import (
    changes,
    figures_json,
    intents_compared,
    tests_compared,
    texts_compared,
)
from hearthline.dialogue.releases.errors import ReleaseUnknown
from hearthline.dialogue.releases.examples import OwnExamples
from hearthline.dialogue.releases.model import (
    MOST_TRIES,
    Figures,
    OwnExample,
    PlayedTest,
    Run,
    RunKind,
    TurnSaid,
)
from hearthline.dialogue.releases.runs import RunStore
from hearthline.dialogue.releases.shelf import TradeShelf
from hearthline.dialogue.releases.store import ReleaseStore
from hearthline.dialogue.releases.trades import Trade, read_trade, trade_names, train
from hearthline.dialogue.releases.utterances import (
    Readings,
    Utterances,
    joined,
    read_all,
    read_utterances,
)
from hearthline.dialogue.store import DialogueStore
from hearthline.kernel import Clock, HearthlineError, TenantId
from hearthline.platform.db import Database
from hearthline.platform.log import get_log
from hearthline.platform.packs import PackFolder

log = get_log(__name__)

KILLED: Final = "its process was lost twice"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A trade of a release, trained, with its conversation tests and utterances."""

    name: str
    trade: Trade
    brain: Brain
    rehearsal: Rehearsal
    utterances: Utterances

    @classmethod
    def of(cls, folder: PackFolder, own: Sequence[OwnExample] = ()) -> "Rehearsed":
        """Read and train; raises PackIsFaulty."""
        trade = read_trade(folder)
        brain = train([trade], own)
        rehearsal = Rehearsal(folder, brain, trade.articles, trade.words)
        return cls(folder.root.name, trade, brain, rehearsal, read_utterances(folder))

    async def play(self, path: str) -> PlayedTest:
        """Play one test, off the event loop."""
        played = await asyncio.to_thread(lambda: asyncio.run(self.rehearsal.play(path)))
        return as_test(self.name, played)

    def read(self, utterances: Utterances) -> Readings:
        """How the trade's own brain reads utterances."""
        return read_all(self.brain.hearing.intents.understanding, utterances)


class Playing:
    """Takes runs up and finishes them."""

    def __init__(self, shelf: TradeShelf, database: Database, clock: Clock) -> None:
        """Know the installation's packs, which may be asked for without being stored."""
        self._shelf = shelf
        self._database = database
        self._clock = clock
        self._store = ReleaseStore()
        self._runs = RunStore()
        self._examples = OwnExamples(clock)
        self._at_work = asyncio.Lock()

    async def run(self) -> int:
        """Play whatever waits in any tenant; how many runs were finished."""
        if self._at_work.locked():
            return 0
        async with self._at_work:
            async with self._database.open_session() as session:
                tenants = await DialogueStore().tenants(session)
            return sum([await self._play_all(tenant_id) for tenant_id in tenants])

    async def _play_all(self, tenant_id: TenantId) -> int:
        finished = 0
        while True:
            async with self._database.session(tenant_id) as session:
                run = await self._runs.take(session, now=self._clock.now())
            if run is None:
                return finished
            await self._play_or_report(tenant_id, run)
            finished += 1

    async def _play_or_report(self, tenant_id: TenantId, run: Run) -> None:
        if run.tries > MOST_TRIES:
            await self._end(tenant_id, run, trouble=KILLED)
            return
        try:
            result = await self._played(tenant_id, run)
            await self._end(tenant_id, run, result=result)
        except HearthlineError as trouble:
            await self._end(tenant_id, run, trouble=str(trouble.told().zh or trouble.code))
        except _TakenOver:
            log.warning("run.taken_over", run=str(run.id))
        except Exception as trouble:
            log.exception("run.broken", run=str(run.id))
            await self._end(tenant_id, run, trouble=type(trouble).__name__)

    async def _played(self, tenant_id: TenantId, run: Run) -> dict[str, Any]:
        async with self._rehearsed(tenant_id, run.release_id) as left:
            if run.kind is RunKind.TESTS:
                counter = _Counter(self._database, tenant_id, run, self._clock)
                await counter.begin(sum(len(one.rehearsal.paths()) for one in left))
                await _play(left, counter.tell)
                return await asyncio.to_thread(_utterance_figures, left)
            assert run.other_id is not None  # noqa: S101  (a comparison has two)
            async with self._rehearsed(tenant_id, run.other_id) as right:
                return await self._compared(tenant_id, run, left, right)

    async def _compared(
        self,
        tenant_id: TenantId,
        run: Run,
        left: Sequence[Rehearsed],
        right: Sequence[Rehearsed],
    ) -> dict[str, Any]:
        counter = _Counter(self._database, tenant_id, run, self._clock)
        await counter.begin(sum(len(one.rehearsal.paths()) for one in (*left, *right)))
        before = await _play(left, counter.count)
        after = await _play(right, counter.count)
        sides = await asyncio.to_thread(_readings_compared, left, right)
        return {
            "tests": tests_compared(before, after),
            "changes": changes([one.trade for one in left], [one.trade for one in right]),
            "left_tests": _passed(before),
            "right_tests": _passed(after),
            **sides,
        }

    @asynccontextmanager
    async def _rehearsed(
        self, tenant_id: TenantId, release_id: str
    ) -> AsyncIterator[list[Rehearsed]]:
        """The trades of a release, each trained on its own, while their files lie in a folder."""
        files, own = await self._read(tenant_id, release_id)
        with laid_out(files) as home:
            folders = [PackFolder(home / name) for name in trade_names(home)]
            yield [await asyncio.to_thread(Rehearsed.of, folder, own) for folder in folders]

    async def _read(
        self, tenant_id: TenantId, release_id: str
    ) -> tuple[Files, tuple[OwnExample, ...]]:
        async with self._database.session(tenant_id) as session:
            archive = await self._store.archive(session, release_id)
            own = await self._examples.all(session)
        if archive is not None:
            return await asyncio.to_thread(read_archive, archive), own
        if release_id != self._shelf.release_id:
            raise ReleaseUnknown(release_id=release_id)
        return self._shelf.files, own

    async def _end(self, tenant_id: TenantId, run: Run, **outcome: Any) -> None:
        async with self._database.session(tenant_id) as session:
            await self._runs.end(session, run, now=self._clock.now(), **outcome)


class _TakenOver(Exception):
    """Another process took this one for dead."""


class _Counter:
    """Tells of every test as it is played."""

    def __init__(self, database: Database, tenant_id: TenantId, run: Run, clock: Clock) -> None:
        self._database = database
        self._tenant_id = tenant_id
        self._clock = clock
        self._runs = RunStore()
        self.run = run

    async def begin(self, total: int) -> None:
        """Tell how much there is to play."""
        self.run = replace(self.run, total=total, passed=0, failed=0)
        await self._tell(None)

    async def tell(self, test: PlayedTest) -> None:
        """Count a test and keep what was said in it."""
        self._add(test)
        await self._tell(test)

    async def count(self, test: PlayedTest) -> None:
        """Count a test."""
        self._add(test)
        await self._tell(None)

    def _add(self, test: PlayedTest) -> None:
        run = self.run
        self.run = replace(
            run, passed=run.passed + test.passed, failed=run.failed + (not test.passed)
        )

    async def _tell(self, test: PlayedTest | None) -> None:
        async with self._database.session(self._tenant_id) as session:
            if not await self._runs.tell(session, self.run, now=self._clock.now()):
                raise _TakenOver
            if test is not None:
                await self._runs.add_result(session, self.run.id, self.run.done, result=test)


async def _play(
    rehearsed: Sequence[Rehearsed], tell: Callable[[PlayedTest], Any]
) -> list[PlayedTest]:
    tests: list[PlayedTest] = []
    for one in rehearsed:
        for path in one.rehearsal.paths():
            test = await one.play(path)
            tests.append(test)
            await tell(test)
    return tests


def as_test(trade: str, played: Played) -> PlayedTest:
    """A played test as it is kept."""
    turns = tuple(TurnSaid(one.line, one.user, one.said, one.calls) for one in played.said)
    return PlayedTest(
        trade=trade,
        file=f"{trade}/{played.file}",
        name=played.name,
        passed=not played.faults,
        turns=turns,
        faults=played.faults,
    )


def _utterance_figures(rehearsed: Sequence[Rehearsed]) -> dict[str, Any]:
    whole = sum((one.read(one.utterances).whole for one in rehearsed), Figures())
    return {"utterances": figures_json(whole)}


def _readings_compared(left: Sequence[Rehearsed], right: Sequence[Rehearsed]) -> dict[str, Any]:
    """Both on the same utterances: all that either of them has for a trade."""
    intents: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    before = after = Figures()
    others = {one.trade.pack.domain: one for one in right}
    for one in left:
        domain = one.trade.pack.domain
        other = others.get(domain)
        if other is None:
            continue
        both = joined(one.utterances, other.utterances)
        old, new = one.read(both), other.read(both)
        before, after = before + old.whole, after + new.whole
        intents += intents_compared(domain, old, new)
        texts += texts_compared(domain, old.reads, new.reads)
    return {
        "intents": intents,
        "texts": texts,
        "left_utterances": figures_json(before),
        "right_utterances": figures_json(after),
    }


def _passed(tests: Sequence[PlayedTest]) -> dict[str, int]:
    passed = sum(one.passed for one in tests)
    return {"passed": passed, "failed": len(tests) - passed}
