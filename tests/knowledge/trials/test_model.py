"""Figures and verdicts of trials."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hearthline.kernel import ArticleId, StaffId, TrialRunId, TrialSetId
from hearthline.knowledge import Band, Hit
from hearthline.knowledge.trials.model import (
    Case,
    Figures,
    Outcome,
    Tolerance,
    TrialRun,
    Verdict,
    figures_of,
    verdict_on,
)

pytestmark = pytest.mark.unit

GOOD = Figures(cases=10, hit_1=0.8, hit_3=0.9, wrong_direct=0.1, out_of_scope=0.9)
LAST = TrialRun(
    id=TrialRunId.new(),
    set_id=TrialSetId.new(),
    edition=1,
    figures=GOOD,
    misses=(),
    verdict=Verdict(passes=True),
    by=StaffId.new(),
    at=datetime(2026, 11, 21, tzinfo=UTC),
)


def hit(slug: str, band: Band = Band.CLARIFY) -> Hit:
    return Hit(
        article_id=ArticleId.new(),
        version=1,
        slug=slug,
        title=slug,
        answer="",
        details="",
        spoken=None,
        source="",
        is_local_rule=False,
        related=(),
        related_titles=(),
        question="",
        score=0.5,
        band=band,
        why=(),
    )


def test_figures_are_shares_of_what_they_are_about() -> None:
    figures = figures_of(
        [
            Outcome(Case("甲", ("a",)), [hit("a", Band.DIRECT)]),
            Outcome(Case("乙", ("b",)), [hit("x"), hit("b")]),
            Outcome(Case("丙", ("c",)), [hit("x", Band.DIRECT), hit("y"), hit("z")]),
            Outcome(Case("丁"), [hit("x", Band.DIRECT)]),
            Outcome(Case("戊"), [hit("x")]),
        ]
    )

    assert figures == Figures(
        cases=5, hit_1=0.3333, hit_3=0.6667, wrong_direct=0.4, out_of_scope=0.5
    )


def test_without_questions_of_a_kind_there_is_no_share_of_them() -> None:
    figures = figures_of([Outcome(Case("丁"), [])])

    assert (figures.hit_1, figures.hit_3, figures.out_of_scope) == (None, None, 1.0)


def test_a_miss_says_what_was_found_instead() -> None:
    miss = Outcome(Case("乙", ("b",)), [hit("x"), hit("b")]).miss()

    assert miss is not None
    assert (miss.expected, miss.found, miss.band) == (("b",), ("x", "b"), Band.CLARIFY)
    assert Outcome(Case("戊"), [hit("x")]).miss() is None


def test_the_first_run_passes() -> None:
    assert verdict_on(GOOD, Tolerance(), None) == Verdict(passes=True)


@pytest.mark.parametrize(
    ("figure", "worse"),
    [
        ("hit_1", replace(GOOD, hit_1=0.79)),
        ("hit_3", replace(GOOD, hit_3=0.89)),
        ("wrong_direct", replace(GOOD, wrong_direct=0.11)),
        ("out_of_scope", replace(GOOD, out_of_scope=0.89)),
    ],
)
def test_nothing_may_be_worse_than_the_last_run(figure: str, worse: Figures) -> None:
    verdict = verdict_on(worse, Tolerance(), LAST)

    assert verdict == Verdict(passes=False, against=(figure,), compared_with=LAST.id)
    assert verdict_on(worse, Tolerance(fall=0.02), LAST).passes


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("least_hit_1", 0.9),
        ("least_hit_3", 0.95),
        ("most_wrong_direct", 0.05),
        ("least_out_of_scope", 0.95),
    ],
)
def test_what_must_hold_in_any_case_holds_for_the_first_run_too(limit: str, value: float) -> None:
    assert verdict_on(GOOD, Tolerance(**{limit: value}), None).against == (limit,)
