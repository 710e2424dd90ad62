"""Which card is worth an agent's attention: the chance that it is used times what it gains.

Attention is scarce: below the cost of looking at it nothing is shown; at most so many pushes a
minute, and a kind that was put away rests for a while. What is urgent passes these limits.
"""

from collections.abc import Iterable
from typing import Final

from hearthline.assist.cards.model import MOST_A_MINUTE, Candidate, CardKind, Past

COST: Final = 0.12
# What a used card is worth, and how often cards of its kind are used before anything is known,
# as uses out of so many shown.
GAIN: Final = {
    CardKind.ALERT: 3.0,
    CardKind.SOP: 0.9,
    CardKind.KNOWLEDGE: 1.2,
    CardKind.REPLY: 1.0,
    CardKind.FORM: 0.6,
    CardKind.EMOTION: 1.1,
}
PRIOR: Final = {
    CardKind.ALERT: (9, 10),
    CardKind.SOP: (5, 10),
    CardKind.KNOWLEDGE: (5, 10),
    CardKind.REPLY: (5, 10),
    CardKind.FORM: (5, 10),
    CardKind.EMOTION: (4, 10),
}
URGENT: Final = 2.0


def utility(candidate: Candidate, past: Past) -> float:
    """What is to be expected of a card, less the cost of the interruption."""
    used, shown = past.rates.get(candidate.kind, (0, 0))
    prior_used, prior_shown = PRIOR[candidate.kind]
    chance = (used + prior_used) / (shown + prior_shown)
    gain = GAIN[candidate.kind] + (URGENT if candidate.is_urgent else 0.0)
    return chance * gain * candidate.confidence - COST


def best(candidates: Iterable[Candidate], past: Past) -> tuple[Candidate, float] | None:
    """The card to show, with its utility; None when nothing is worth it."""
    ranked = sorted(
        ((utility(one, past), place, one) for place, one in enumerate(candidates)),
        key=lambda ranked: (-ranked[0], ranked[1]),
    )
    for worth, _, candidate in ranked:
        if worth > 0 and _is_allowed(candidate, past):
            return candidate, worth
    return None


def _is_allowed(candidate: Candidate, past: Past) -> bool:
    if candidate.ref in past.dismissed or candidate.ref in past.used:
        return False
    if candidate.is_urgent:
        return True
    return past.pushes < MOST_A_MINUTE and candidate.kind not in past.cooling
