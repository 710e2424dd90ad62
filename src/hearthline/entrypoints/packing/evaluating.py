"""Measures packs as one bot serves them: on utterances that nobody was taught, and on the tests."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from time import perf_counter
from typing import Any, Final

import numpy as np

from hearthline.dialogue import Trade, read_trade, train
from hearthline.dialogue.rehearsal import Played, Rehearsal
from hearthline.dialogue.releases.comparing import figures_json
from hearthline.dialogue.releases.model import Figures
from hearthline.dialogue.releases.slips import misheard_copies, mistyped_copies
from hearthline.dialogue.releases.utterances import (
    Readings,
    Utterances,
    changed,
    read_all,
    read_utterances,
    texts_in,
)
from hearthline.entrypoints.terminal import Terminal
from hearthline.platform.packs import PackFolder
from hearthline.understanding import Understanding

AS_WRITTEN: Final = "as written"
MISHEARD: Final = "misheard"
MISTYPED: Final = "mistyped"


@dataclass(frozen=True, slots=True)
class TestsPlayed:
    """The conversation tests, and in how many turns a write was reached where one was."""

    __test__ = False  # not a test of ours, whatever its name says

    passed: int
    failed: int
    turns: tuple[int, ...]

    @property
    def mean_turns(self) -> float | None:
        """Turns of the customer until the business systems were changed, in the mean."""
        return fmean(self.turns) if self.turns else None


@dataclass
class Evaluation:
    """Readings by domain and kind of copy, and the tests."""

    readings: dict[str, dict[str, Readings]] = field(default_factory=dict)
    train_s: float = 0.0
    read_ms_p95: float = 0.0
    tests: TestsPlayed | None = None

    @property
    def n(self) -> int:
        """How many utterances there are."""
        return self.whole(AS_WRITTEN).n

    def whole(self, kind: str) -> Figures:
        """A kind of copy, all trades together."""
        return sum((one[kind].whole for one in self.readings.values()), Figures())

    def kinds(self) -> dict[str, Figures]:
        """Each kind of copy."""
        return {kind: self.whole(kind) for kind in (AS_WRITTEN, MISHEARD, MISTYPED)}

    def intents(self) -> list[tuple[str, str, dict[str, Figures]]]:
        """Domain, intent, and figures by kind; those that are read worst first."""
        rows = []
        for domain, kinds in self.readings.items():
            by_kind = {kind: readings.by_intent() for kind, readings in kinds.items()}
            for intent in by_kind[AS_WRITTEN]:
                found = {kind: each.get(intent, Figures()) for kind, each in by_kind.items()}
                rows.append((domain, intent, found))
        return sorted(rows, key=lambda row: (row[2][AS_WRITTEN].accuracy or 0, row[0], row[1]))

    def misses(self) -> list[dict[str, str]]:
        """Every utterance that was read wrongly."""
        return [
            {
                "domain": domain,
                "kind": kind,
                "intent": one.intent,
                "text": one.text,
                "read_as": one.told,
            }
            for domain, kinds in self.readings.items()
            for kind, readings in kinds.items()
            for one in readings.reads
            if not one.is_right
        ]

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON values."""
        tests = self.tests
        return {
            **figures_json(self.whole(AS_WRITTEN)),
            "train_s": round(self.train_s, 2),
            "read_ms_p95": round(self.read_ms_p95, 3),
            "kinds": {kind: figures_json(figures) for kind, figures in self.kinds().items()},
            "intents": [
                {"domain": domain, "intent": intent, **_by_kind(found)}
                for domain, intent, found in self.intents()
            ],
            "misses": self.misses(),
            "tests": None
            if tests is None
            else {
                "passed": tests.passed,
                "failed": tests.failed,
                "finished_transactions": len(tests.turns),
                "mean_turns": tests.mean_turns,
            },
        }


def evaluate_packs(
    folders: Sequence[PackFolder], terminal: Terminal, *, tests: bool = True
) -> Evaluation:
    """Train the packs together and read every utterance; raises PackIsFaulty."""
    trades = [read_trade(folder) for folder in folders]
    began = perf_counter()
    brain = train(trades)
    found = Evaluation(train_s=perf_counter() - began)
    understanding = brain.hearing.intents.understanding
    for folder, trade in zip(folders, trades, strict=True):
        utterances = read_utterances(folder)
        found.readings[trade.pack.domain] = _read(understanding, utterances)
    found.read_ms_p95 = _pace(understanding, found)
    if tests:
        found.tests = _tests(folders, trades, terminal)
    return found


def _read(understanding: Understanding, utterances: Utterances) -> dict[str, Readings]:
    texts = list(texts_in(utterances))
    return {
        AS_WRITTEN: read_all(understanding, utterances),
        MISHEARD: read_all(understanding, changed(utterances, misheard_copies(texts))),
        MISTYPED: read_all(understanding, changed(utterances, mistyped_copies(texts))),
    }


def _pace(understanding: Understanding, found: Evaluation) -> float:
    times = []
    for kinds in found.readings.values():
        for one in kinds[AS_WRITTEN].reads:
            began = perf_counter()
            understanding.read(one.text)
            times.append((perf_counter() - began) * 1000)
    return float(np.percentile(times, 95)) if times else 0.0


def _tests(
    folders: Sequence[PackFolder], trades: Sequence[Trade], terminal: Terminal
) -> TestsPlayed:
    played: list[Played] = []
    for folder, trade in zip(folders, trades, strict=True):
        rehearsal = Rehearsal(folder, train([trade]), trade.articles, trade.words)
        paths = rehearsal.paths()
        with terminal.progress(f"tests of {trade.pack.domain}", len(paths)) as progress:
            for path in paths:
                played.append(asyncio.run(rehearsal.play(path)))
                progress.step()
    turns = [_turns_to_write(one) for one in played]
    failed = sum(bool(one.faults) for one in played)
    finished = tuple(one for one in turns if one is not None)
    return TestsPlayed(len(played) - failed, failed, finished)


def _turns_to_write(played: Played) -> int | None:
    """The number of the turn in which the business systems were changed first."""
    numbers = (number for number, turn in enumerate(played.said, 1) if turn.wrote)
    return next(numbers, None)


def _by_kind(found: Mapping[str, Figures]) -> dict[str, Any]:
    plain = figures_json(found[AS_WRITTEN])
    others = {kind: found[kind].accuracy for kind in (MISHEARD, MISTYPED)}
    return {**plain, **{f"{kind}_accuracy": value for kind, value in others.items()}}
