"""Why a text was read as it was: for the people who teach the bot."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from hearthline.understanding.classifier import Classifier
from hearthline.understanding.features import Floats, Ints, Vector
from hearthline.understanding.judging import Judged
from hearthline.understanding.taught import Taught

_INTENTS: Final = 5
_TERMS: Final = 10
_EXAMPLES: Final = 5


class Why(StrEnum):
    """What decided whether a text is ours."""

    TAUGHT = "taught"
    TAUGHT_OUTSIDE = "taught_outside"
    NOTHING_KNOWN = "nothing_known"
    ABOVE_THRESHOLD = "above_threshold"
    BELOW_THRESHOLD = "below_threshold"


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a text and what it adds to an intent's points; `kind` is the sort of part."""

    text: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Example:
    """A taught example and its likeness to the text, 0 to 1."""

    text: str
    intent: str
    likeness: float


@dataclass(frozen=True, slots=True)
class IntentReason:
    """Why an intent is as likely as it is.

    `probability` is that of the reading. `linear`, `neighbours` and `encoder` are points that each
    view adds; the intents' sums of points, as exponents, stand as their probabilities do, unless
    the text itself was taught.
    """

    intent: str
    probability: float
    linear: float
    neighbours: float
    encoder: float
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reading with its reasons; `terms` are those of the best intent."""

    text: str
    normal: str
    intents: tuple[IntentReason, ...]
    terms: tuple[Term, ...]
    nearest: tuple[Example, ...]
    in_scope: bool
    scope: float
    threshold: float
    known_share: float
    why: Why
    with_encoder: bool


def explained(text: str, judged: Judged, *, taught: Taught, classifier: Classifier) -> Explanation:
    """The reasons of a judgement."""
    order = np.argsort(-judged.shares, kind="stable")[:_INTENTS]
    blend, share = judged.verdict.blend, judged.verdict.share
    added = classifier.shares(judged.vector, order) * ((1 - share) * blend.margin)
    intents = tuple(
        IntentReason(
            intent=taught.names[number],
            probability=float(judged.shares[number]) * judged.scope,
            linear=float(blend.margin * (1 - share) * judged.linear[number]),
            neighbours=float(blend.likeness * judged.likeness[number]),
            encoder=_encoder_points(judged, number),
            terms=_terms(added[:, place], judged.vector, taught),
        )
        for place, number in enumerate(order)
    )
    return Explanation(
        text=text,
        normal=judged.normal,
        intents=intents,
        terms=intents[0].terms,
        nearest=_examples(judged.vector, taught, classifier),
        in_scope=judged.in_scope,
        scope=judged.scope,
        threshold=judged.threshold,
        known_share=float(judged.vector.known[0]),
        why=_why(judged, taught),
        with_encoder=judged.encoded is not None,
    )


def _encoder_points(judged: Judged, number: Ints) -> float:
    if judged.encoded is None:
        return 0.0
    verdict = judged.verdict
    return float(verdict.blend.margin * verdict.share * judged.encoded[number])


def _terms(added: Floats, vector: Vector, taught: Taught) -> tuple[Term, ...]:
    """The parts that add or take most; one of each wording, the weightiest."""
    found: dict[str, Term] = {}
    for place in np.argsort(-np.abs(added), kind="stable"):
        kind, words = taught.featuriser.described(int(vector.columns[place]))
        found.setdefault(words, Term(words, kind, float(added[place])))
        if len(found) == _TERMS:
            break
    return tuple(found.values())


def _examples(vector: Vector, taught: Taught, classifier: Classifier) -> tuple[Example, ...]:
    return tuple(
        Example(taught.texts[place], taught.name_of(int(taught.shown.classes[place])), likeness)
        for place, likeness in classifier.nearest(vector, _EXAMPLES)
        if likeness > 0
    )


def _why(judged: Judged, taught: Taught) -> Why:
    if judged.normal in taught.known:
        return Why.TAUGHT if judged.in_scope else Why.TAUGHT_OUTSIDE
    if not judged.vector.known[0]:
        return Why.NOTHING_KNOWN
    return Why.ABOVE_THRESHOLD if judged.in_scope else Why.BELOW_THRESHOLD
