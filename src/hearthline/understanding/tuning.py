"""What is found by trying on the examples themselves: strictness, the blend, and where we end."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hearthline.understanding.calibration import (
    Blend,
    Gate,
    Unseen,
    best_penalty,
    fit_blend,
    fit_gate,
    unseen,
)
from hearthline.understanding.features import Floats
from hearthline.understanding.taught import Taught

_FEWEST_TO_TRY: Final = 50
_ENCODER_SHARES: Final = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How scores become probabilities and a decision; `share` is the encoder's in the margins."""

    blend: Blend
    gate: Gate | None
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Tuning:
    """How strictly to fit, and how to judge without an encoder and, if there is one, with it."""

    penalty: float
    plain: Verdict
    encoded: Verdict | None = None


def tuned(taught: Taught) -> Tuning:
    """Tune by reading examples that were held back."""
    shown, classes, inside = taught.shown, taught.classes, len(taught.names)
    tries = len(shown.classes) >= _FEWEST_TO_TRY
    penalty = best_penalty(shown, classes=classes) if tries else 1.0
    rows = unseen(shown, classes=classes, intents=inside, penalty=penalty)
    plain = _verdict(rows, inside)
    if rows.encoded is None:
        return Tuning(penalty, plain)
    share = _best_share(rows, rows.encoded)
    together = replace(rows, margins=mixed(rows.margins, rows.encoded, share))
    return Tuning(penalty, plain, replace(_verdict(together, inside), share=share))


def mixed(margins: Floats, encoded: Floats, share: float) -> Floats:
    """The margins of the parts of a text and those of its encoding, as one."""
    return np.asarray((1 - share) * margins + share * encoded)


def _verdict(rows: Unseen, intents: int) -> Verdict:
    blend = fit_blend(rows)
    return Verdict(blend, fit_gate(rows, blend, intents=intents))


def _best_share(rows: Unseen, encoded: Floats) -> float:
    """The encoder's share that names most rows rightly; the smallest of the best."""
    inside = rows.is_inside
    rights = [
        int(
            (
                mixed(rows.margins, encoded, share)[inside].argmax(axis=1) == rows.classes[inside]
            ).sum()
        )
        for share in _ENCODER_SHARES
    ]
    return _ENCODER_SHARES[int(np.argmax(rights))]
