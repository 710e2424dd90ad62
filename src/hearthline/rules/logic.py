"""Kleene's logic of three values: what is not known stays not known unless it cannot matter."""

from collections.abc import Sequence

from hearthline.rules.model import Verdict

HIT, MISS, UNKNOWN = Verdict.HIT, Verdict.MISS, Verdict.UNKNOWN


def opposite(verdict: Verdict) -> Verdict:
    """Not."""
    if verdict is UNKNOWN:
        return UNKNOWN
    return MISS if verdict is HIT else HIT


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """And."""
    return at_least(len(verdicts), verdicts)


def any_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Or."""
    return at_least(1, verdicts)


def at_least(number: int, verdicts: Sequence[Verdict]) -> Verdict:
    """So many of them."""
    hits = sum(one is HIT for one in verdicts)
    if hits >= number:
        return HIT
    open_ones = sum(one is UNKNOWN for one in verdicts)
    return UNKNOWN if hits + open_ones >= number else MISS


def one_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Exactly one of them."""
    hits = sum(one is HIT for one in verdicts)
    if hits > 1:
        return MISS
    if any(one is UNKNOWN for one in verdicts):
        return UNKNOWN
    return HIT if hits else MISS
