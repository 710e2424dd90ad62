"""From what speaks for an article to its rank, a probability, and what may be done. Pure."""

import math
from dataclasses import dataclass
from typing import Final

from hearthline.knowledge.model import Band

# Fitted on half of the questions of four sets, see docs/algorithms/search.md.
_RECALL: Final = 0.54
_SIMILARITY: Final = 0.28
_COVERED: Final = 0.18

# Logistic weights learnt on questions that were left out, see docs/algorithms/search.md.
_INTERCEPT: Final = -2.3
_BY_SUPPORT: Final = 3.03
_BY_STRENGTH_LEAD: Final = 10.3
_BY_COVERED_LEAD: Final = 1.28
_BY_SUPPORT_LEAD: Final = 1.56
_ALIKE: Final = 0.95
_TAKEN_AT_ITS_WORD: Final = 0.95

DIRECT_FROM: Final = 0.76
CLARIFY_FROM: Final = 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an article, each 0 to 1.

    `recall`: the engine's score beside the best; `strength`: beside the most that the query could
    get; `similarity` of its closest wording; `support`: the same for its four closest on average;
    `covered`: how much of the query it speaks of anywhere; `is_verbatim`: it asks this in the same
    words; `meaning`: what vectors add.
    """

    recall: float = 0.0
    strength: float = 0.0
    similarity: float = 0.0
    support: float = 0.0
    covered: float = 0.0
    is_verbatim: bool = False
    meaning: float = 0.0

    @property
    def rank(self) -> float:
        """What articles are ordered by."""
        said = _RECALL * self.recall + _SIMILARITY * self.similarity + _COVERED * self.covered
        return self.is_verbatim + said + self.meaning


def probability(evidence: Evidence, rival: Evidence) -> float:
    """How likely the article answers the query, beside its best rival.

    A query that is word for word a wording of this article alone is taken at its word.
    """
    is_alike = evidence.similarity >= _ALIKE and evidence.similarity > rival.similarity
    if is_alike or (evidence.is_verbatim and not rival.is_verbatim):
        return _TAKEN_AT_ITS_WORD
    logit = (
        _INTERCEPT
        + _BY_SUPPORT * evidence.support
        + _BY_STRENGTH_LEAD * (evidence.strength - rival.strength)
        + _BY_COVERED_LEAD * (evidence.covered - rival.covered)
        + _BY_SUPPORT_LEAD * (evidence.support - rival.support)
    )
    return 1 / (1 + math.exp(-logit))


def band_of(score: float) -> Band:
    """What a probability is good for."""
    if score >= DIRECT_FROM:
        return Band.DIRECT
    return Band.CLARIFY if score >= CLARIFY_FROM else Band.NONE
