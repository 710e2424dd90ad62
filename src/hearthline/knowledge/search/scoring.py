"""From what speaks for an article to its rank, a probability, and what may be done. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hearthline.knowledge.model import Band

_CHANNEL_WEIGHT: Final = {"characters": 1.0, "words": 1.0, "pinyin": 0.5}

# Chosen on a grid, see docs/algorithms/search.md.
_RECALL: Final = 0.3
_SIMILARITY: Final = 0.05
_COVERED: Final = 0.45
_SUPPORT: Final = 0.1

# Logistic weights learnt on 1,712 questions that were left out, see docs/algorithms/search.md.
_INTERCEPT: Final = -2.54
_BY_COVERED: Final = 1.0
_BY_SUPPORT: Final = 0.34
_BY_SUPPORT_LEAD: Final = 0.35
_BY_COVERED_LEAD: Final = 4.31
_MOST_SUPPORT: Final = 6.0
_VERBATIM: Final = 0.95

DIRECT_FROM: Final = 0.7
CLARIFY_FROM: Final = 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an article, each 0 to 1 but `support`.

    `recall`: the engine's score beside the best; `support`: the same summed over its wordings;
    `similarity` of its closest wording; `covered`: how much of the query it speaks of anywhere.
    """

    recall: float = 0.0
    support: float = 0.0
    similarity: float = 0.0
    covered: float = 0.0

    @property
    def rank(self) -> float:
        """What articles are ordered by."""
        return (
            _RECALL * self.recall
            + _SUPPORT * self.support
            + _SIMILARITY * self.similarity
            + _COVERED * self.covered
        )


def likeness(shares: Mapping[str, tuple[float, float]]) -> float:
    """How alike two texts are, from each channel's shares of terms in common, both ways."""
    total = sum(_CHANNEL_WEIGHT.values())
    return sum(
        _CHANNEL_WEIGHT[channel] * 2 * ours * theirs / (ours + theirs) / total
        for channel, (ours, theirs) in shares.items()
        if ours + theirs
    )


def probability(evidence: Evidence, rival: Evidence) -> float:
    """How likely the article answers the query, beside its best rival.

    A query that is word for word a wording of the article is taken at its word.
    """
    if evidence.similarity >= _VERBATIM and evidence.similarity > rival.similarity:
        return _VERBATIM
    support = min(evidence.support, _MOST_SUPPORT)
    logit = (
        _INTERCEPT
        + _BY_COVERED * evidence.covered
        + _BY_SUPPORT * support
        + _BY_SUPPORT_LEAD * (support - min(rival.support, _MOST_SUPPORT))
        + _BY_COVERED_LEAD * (evidence.covered - rival.covered)
    )
    return 1 / (1 + math.exp(-logit))


def band_of(score: float) -> Band:
    """What a probability is good for."""
    if score >= DIRECT_FROM:
        return Band.DIRECT
    return Band.CLARIFY if score >= CLARIFY_FROM else Band.NONE
