"""The benchmark of cards would notice what is late or never comes."""

from dataclasses import replace

import pytest

from hearthline.entrypoints.bench.cards import Pace, Taken, facts_of, is_in_time

pytestmark = pytest.mark.unit

QUICK = Taken(card=0.12, whole=0.12, check=0.03)


def _in_time(*odd: Taken) -> bool:
    taken = [*odd, *([QUICK] * (40 - len(odd)))]
    return is_in_time(facts_of(taken, Pace(40, 4.0)))


def test_quick_cards_and_checks_are_in_time() -> None:
    assert _in_time()
    facts = facts_of([QUICK] * 40, Pace(40, 4.0))
    assert (facts["cards"]["n"], facts["cards"]["missing"]) == (40, 0)
    assert facts["cards"]["p95_ms"] == 120.0
    assert facts["check"]["most_ms"] == 200


@pytest.mark.parametrize(
    "late",
    [
        replace(QUICK, card=0.6),
        replace(QUICK, card=None, whole=None),
        replace(QUICK, check=0.4),
    ],
)
def test_more_than_one_in_twenty_that_is_late_or_missing_is_noticed(late: Taken) -> None:
    assert _in_time(late)
    assert not _in_time(late, late, late)


def test_facts_that_come_later_do_not_make_the_card_late() -> None:
    later = replace(QUICK, whole=2.0)
    assert _in_time(*[later] * 40)
