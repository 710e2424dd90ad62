"""Rank, probability and band from evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.knowledge import Band
from hearthline.knowledge.search.scoring import Evidence, band_of, probability

pytestmark = pytest.mark.unit

shares = st.floats(min_value=0, max_value=1)
evidence = st.builds(
    Evidence, recall=shares, strength=shares, support=shares, similarity=shares, covered=shares
)


@given(evidence, evidence)
def test_a_probability_stays_between_zero_and_one(given_: Evidence, rival: Evidence) -> None:
    assert 0 < probability(given_, rival) < 1


@given(evidence, evidence)
def test_a_weaker_rival_never_lowers_the_probability(given_: Evidence, rival: Evidence) -> None:
    assert probability(given_, Evidence()) >= probability(given_, rival)


def test_a_wording_word_for_word_is_taken_at_its_word() -> None:
    exact = Evidence(recall=0.9, similarity=0.8, covered=1, is_verbatim=True)
    near = Evidence(recall=1, support=1, similarity=0.9, covered=1)

    assert band_of(probability(exact, near)) is Band.DIRECT


@given(evidence)
def test_no_evidence_ranks_last(given_: Evidence) -> None:
    assert given_.rank >= Evidence().rank


def test_bands_follow_the_probability() -> None:
    assert [band_of(score) for score in (0.9, 0.3, 0.05)] == [
        Band.DIRECT,
        Band.CLARIFY,
        Band.NONE,
    ]
