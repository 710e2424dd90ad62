"""Saved questions, what a run of them came to, and whether it may be released. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthline.kernel import StaffId, TrialRunId, TrialSetId
from hearthline.knowledge.model import Band, Hit

MOST_CASES: Final = 1000
MOST_MISSES: Final = 200
_FIRST_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Eyes:
    """With whose eyes a question is asked; without `at` now."""

    audience: str = "customer"
    channel: str = "web"
    customer_class: str = ""
    region: str = ""
    domains: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the slugs of the articles that answer it; none: nothing may answer it."""

    question: str
    expected: tuple[str, ...] = ()
    eyes: Eyes = Eyes()


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much worse than the last run is let pass, and what must hold in any case; shares."""

    fall: float = 0.0
    least_hit_1: float = 0.0
    least_hit_3: float = 0.0
    most_wrong_direct: float = 1.0
    least_out_of_scope: float = 0.0


@dataclass(frozen=True, slots=True)
class TrialSet:
    """Questions under a name; `counter` rises with every change."""

    id: TrialSetId
    name: str
    cases: tuple[Case, ...]
    tolerance: Tolerance
    counter: int
    by: StaffId
    at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run came to, as shares.

    `hit_1` and `hit_3`: of the questions with an expected article, how many have it first or among
    three. `wrong_direct`: of all, how many were answered at once with something else.
    `out_of_scope`: of the questions that nothing answers, how many were not answered at once; None
    without such questions, as the hits without the others.
    """

    cases: int
    hit_1: float | None
    hit_3: float | None
    wrong_direct: float
    out_of_scope: float | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that did not come to its article first, or got one though nothing answers it."""

    question: str
    expected: tuple[str, ...]
    found: tuple[str, ...]
    band: Band
    score: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it may be released, and what stands against it."""

    passes: bool
    against: tuple[str, ...] = ()
    compared_with: TrialRunId | None = None


@dataclass(frozen=True, slots=True)
class TrialRun:
    """One run of a set over an edition of the knowledge base."""

    id: TrialRunId
    set_id: TrialSetId
    edition: int
    figures: Figures
    misses: tuple[Miss, ...]
    verdict: Verdict
    by: StaffId
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and what was found for it."""

    case: Case
    hits: Sequence[Hit]

    @property
    def is_wrong_direct(self) -> bool:
        """Answered at once with something that does not answer it."""
        return bool(
            self.hits
            and self.hits[0].band is Band.DIRECT
            and self.hits[0].slug not in self.case.expected
        )

    def is_among(self, first: int) -> bool:
        """Whether an expected article is among the first so many."""
        return any(hit.slug in self.case.expected for hit in self.hits[:first])

    def miss(self) -> Miss | None:
        """What went wrong, if anything did."""
        is_fine = self.is_among(1) if self.case.expected else not self.is_wrong_direct
        if is_fine:
            return None
        best = self.hits[0] if self.hits else None
        return Miss(
            question=self.case.question,
            expected=self.case.expected,
            found=tuple(hit.slug for hit in self.hits[:_FIRST_FEW]),
            band=best.band if best else Band.NONE,
            score=round(best.score, 4) if best else 0.0,
        )


def figures_of(outcomes: Sequence[Outcome]) -> Figures:
    """The shares over all outcomes."""
    inside = [one for one in outcomes if one.case.expected]
    outside = [one for one in outcomes if not one.case.expected]
    return Figures(
        cases=len(outcomes),
        hit_1=_share([one.is_among(1) for one in inside]),
        hit_3=_share([one.is_among(_FIRST_FEW) for one in inside]),
        wrong_direct=_share([one.is_wrong_direct for one in outcomes]) or 0.0,
        out_of_scope=_share([not one.is_wrong_direct for one in outside]),
    )


def verdict_on(now: Figures, tolerance: Tolerance, last: TrialRun | None) -> Verdict:
    """Nothing may be worse than tolerated, nor than it must be in any case."""
    against = [
        name
        for name, value, least in (
            ("least_hit_1", now.hit_1, tolerance.least_hit_1),
            ("least_hit_3", now.hit_3, tolerance.least_hit_3),
            ("least_out_of_scope", now.out_of_scope, tolerance.least_out_of_scope),
        )
        if value is not None and value < least
    ]
    if now.wrong_direct > tolerance.most_wrong_direct:
        against.append("most_wrong_direct")
    if last is not None:
        against += _worse(now, last.figures, tolerance.fall)
    return Verdict(not against, tuple(against), last.id if last else None)


def worsened(then: Figures, tolerance: Tolerance, now: TrialRun) -> tuple[str, ...]:
    """What stands against a change; a bound that is missed already does not hold it up."""
    missed = {name for name in now.verdict.against if name.startswith(("least_", "most_"))}
    return tuple(name for name in verdict_on(then, tolerance, now).against if name not in missed)


def _worse(now: Figures, before: Figures, fall: float) -> list[str]:
    slack = fall + 1e-9
    worse = [
        name
        for name in ("hit_1", "hit_3", "out_of_scope")
        if (old := getattr(before, name)) is not None
        and (new := getattr(now, name)) is not None
        and new < old - slack
    ]
    if now.wrong_direct > before.wrong_direct + slack:
        worse.append("wrong_direct")
    return worse


def _share(facts: Sequence[bool]) -> float | None:
    return round(sum(facts) / len(facts), 4) if facts else None
