"""How one text is judged: scores, probabilities, and whether it is ours."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hearthline.understanding.calibration import signs_of
from hearthline.understanding.classifier import Classifier
from hearthline.understanding.features import Floats, Vector, prepared
from hearthline.understanding.taught import Taught
from hearthline.understanding.tuning import Tuning, Verdict, mixed

_CERTAIN: Final = 0.97


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that was found out about a text; `shares` are of the intents alone."""

    normal: str
    vector: Vector
    linear: Floats
    likeness: Floats
    encoded: Floats | None
    nearest: int
    verdict: Verdict
    shares: Floats
    scope: float
    threshold: float
    in_scope: bool


def judge(
    text: str,
    *,
    taught: Taught,
    classifier: Classifier,
    tuning: Tuning,
    encoded: Floats | None,
) -> Judged:
    """Judge a text; `encoded` are the margins of its encoding, if there is one."""
    normal = prepared(text)
    vector = taught.featuriser.vector(normal)
    linear, likeness, nearest = classifier.score(vector)
    verdict = tuning.plain
    margins = linear
    if encoded is not None and tuning.encoded is not None:
        verdict = tuning.encoded
        margins = mixed(linear, encoded, verdict.share)
    inside = len(taught.names)
    shares = verdict.blend.probabilities(margins[:inside], likeness[:inside])
    scope, threshold = _scope(verdict, margins, likeness, vector=vector, inside=inside)
    in_scope = bool(vector.known[0] > 0 and scope >= threshold)
    known = taught.known.get(normal)
    if known is not None:
        in_scope, scope, shares = _as_taught(known, shares)
    return Judged(
        normal=normal,
        vector=vector,
        linear=linear,
        likeness=likeness,
        encoded=encoded if verdict is tuning.encoded else None,
        nearest=nearest,
        verdict=verdict,
        shares=shares,
        scope=scope,
        threshold=threshold,
        in_scope=in_scope,
    )


def _scope(
    verdict: Verdict, margins: Floats, likeness: Floats, *, vector: Vector, inside: int
) -> tuple[float, float]:
    """The probability of being ours, and from where on that is believed."""
    if verdict.gate is None:
        return 1.0, 0.0
    signs = signs_of(
        verdict.blend,
        margins[None, :],
        likeness[None, :],
        known=vector.known[None, :],
        intents=inside,
    )
    return float(verdict.gate.probability(signs)[0]), verdict.gate.threshold


def _as_taught(taught: set[int], shares: Floats) -> tuple[bool, float, Floats]:
    """A text that is itself an example means what it was taught to mean."""
    inside = sorted(number for number in taught if number < len(shares))
    if not inside:
        return False, 1 - _CERTAIN, shares
    certain = np.full(len(shares), (1 - _CERTAIN) / max(1, len(shares) - len(inside)))
    certain[inside] = _CERTAIN / len(inside)
    return True, 1.0, certain
