"""How sure to be, learnt from rows that the model had not seen.

Every row is scored by a model that saw neither it nor, for one fold of the intents, any row of its
intent: those rows play the part of questions from outside. So the decision that a text is out of
scope can be learnt without a single out-of-scope example; given examples join in.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from hearthline.understanding.classifier import Classifier, Lessons
from hearthline.understanding.features import Bools, Floats, Ints, as_new

_SMALL: Final = 3000
_PENALTIES: Final = (0.05, 0.2, 0.7, 2.0)
_FEWEST_TO_LEAVE_OUT: Final = 6
_LOST_IN_SCOPE: Final = 0.04
_OUTSIDE_SHARE: Final = 0.1
_SUREST: Final = 0.95
_LIKENESS_SHARES: Final = (0.0, 0.2, 0.4, 0.7, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Rows with scores of models that had not seen them; class -1 comes from outside."""

    classes: Ints
    margins: Floats
    likeness: Floats
    known: Floats

    @property
    def is_inside(self) -> Bools:
        """Which rows belong to an intent that their model knew."""
        return self.classes >= 0


@dataclass(frozen=True, slots=True)
class Blend:
    """Weights of the two scores, which make them logits of a probability."""

    margin: float
    likeness: float

    def logits(self, margins: Floats, likeness: Floats) -> Floats:
        """The blended scores."""
        return self.margin * margins + self.likeness * likeness

    def probabilities(self, margins: Floats, likeness: Floats) -> Floats:
        """A probability for each class; the classes of a row sum to one."""
        return softmax(self.logits(margins, likeness))


class Gate:
    """Decides whether a text is about anything we know, from how its scores look."""

    def __init__(self, model: LogisticRegression, scaler: StandardScaler, threshold: float) -> None:
        """Keep the plain numbers only."""
        self._centre = scaler.mean_
        self._slope = model.coef_[0] / scaler.scale_
        self._intercept = float(model.intercept_[0])
        self.threshold = threshold

    def probability(self, signs: Floats) -> Floats:
        """The probability of being in scope, for rows of signs."""
        logits = (signs - self._centre) @ self._slope + self._intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def signs_of(
    blend: Blend, margins: Floats, likeness: Floats, *, known: Floats, intents: int
) -> Floats:
    """What the gate looks at; columns from `intents` on are the out-of-scope class, if any."""
    logits = blend.logits(margins, likeness)
    inside = np.sort(logits[:, :intents], axis=1)[:, ::-1]
    first = inside[:, 0]
    second = inside[:, 1] if intents > 1 else first - 5
    outside = logits[:, intents:].max(axis=1) if logits.shape[1] > intents else first * 0 - 5
    best = logits[:, :intents].argmax(axis=1)
    rows = np.arange(len(logits))
    return np.column_stack(
        [
            margins[rows, best],
            first - second,
            softmax(inside)[:, 0],
            likeness[:, :intents].max(axis=1),
            likeness[rows, best],
            known,
            np.clip(outside - first, -8, 8),
        ]
    )


def best_penalty(lessons: Lessons, *, classes: int) -> float:
    """The penalty that names most unseen rows rightly; the strictest within a hair of the best."""
    folds = _folds(lessons, 5)
    rights = []
    for penalty in _PENALTIES:
        right = 0
        for fold in (0, 1) if len(folds) <= _SMALL else (0,):
            model = Classifier(
                lessons.only(np.flatnonzero(folds != fold)), classes=classes, penalty=penalty
            )
            held = np.flatnonzero(folds == fold)
            rows, _ = _as_new(lessons, held, np.flatnonzero(folds != fold))
            margins = model.margins(rows)
            right += int((margins.argmax(axis=1) == lessons.classes[held]).sum())
        rights.append(right)
    return _PENALTIES[int(np.argmax(rights))]


def unseen(lessons: Lessons, *, classes: int, intents: int, penalty: float) -> Unseen:
    """Score every row by a model that did not see it."""
    count = 5 if len(lessons.classes) <= _SMALL else 3
    folds = _folds(lessons, count)
    leaves_out = intents >= _FEWEST_TO_LEAVE_OUT
    parts = []
    for fold in range(count):
        left_out = (lessons.classes % count == fold) & (lessons.classes < intents) & leaves_out
        shown = np.flatnonzero((folds != fold) & ~left_out)
        held = np.flatnonzero(folds == fold)
        if len(np.unique(lessons.classes[shown])) < 1 or not len(held):
            continue
        model = Classifier(lessons.only(shown), classes=classes, penalty=penalty)
        rows, known = _as_new(lessons, held, shown)
        scores = model.score_all(rows)
        is_outside = left_out[held] | (lessons.classes[held] >= intents)
        truth = np.where(is_outside, -1, lessons.classes[held])
        parts.append(Unseen(truth, scores.margins, scores.likeness, known))
    return Unseen(
        np.concatenate([part.classes for part in parts]),
        np.vstack([part.margins for part in parts]),
        np.vstack([part.likeness for part in parts]),
        np.concatenate([part.known for part in parts]),
    )


def fit_blend(rows: Unseen) -> Blend:
    """The share of likeness that names most rows rightly, then the probabilities that fit best.

    Fitting both at once would weigh likeness by how well it tells sure rows from doubtful ones,
    and name fewer rightly.
    """
    inside = rows.is_inside
    margins, likeness, truth = rows.margins[inside], rows.likeness[inside], rows.classes[inside]
    if not len(truth):
        return Blend(3.0, 3.0)
    mixed = [margins + share * likeness for share in _LIKENESS_SHARES]
    rights = [int((scores.argmax(axis=1) == truth).sum()) for scores in mixed]
    best = int(np.argmax(rights))
    scale = _sharpness(mixed[best], truth)
    return Blend(scale, scale * _LIKENESS_SHARES[best])


def _sharpness(scores: Floats, truth: Ints) -> float:
    """The factor under which the probabilities of the right intents are highest."""
    places = np.arange(len(truth))

    def loss(logarithm: float) -> float:
        shares = softmax(math.exp(logarithm) * scores)
        return float(-np.log(shares[places, truth] + 1e-12).mean())

    return math.exp(float(minimize_scalar(loss, bounds=(-2.0, 4.0), method="bounded").x))


def fit_gate(rows: Unseen, blend: Blend, *, intents: int) -> Gate | None:
    """Learn the decision from rows inside and outside; None when nothing came from outside."""
    inside = rows.is_inside
    if inside.all() or not inside.any():
        return None
    signs = signs_of(blend, rows.margins, rows.likeness, known=rows.known, intents=intents)
    scaler = StandardScaler().fit(signs)
    weights = np.where(
        inside, (1 - _OUTSIDE_SHARE) / inside.mean(), _OUTSIDE_SHARE / (~inside).mean()
    )
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(scaler.transform(signs), inside, sample_weight=weights)
    gate = Gate(model, scaler, 0.5)
    named = signs_named_right(rows, blend, intents=intents)
    kept = gate.probability(signs[inside & named])
    gate.threshold = float(min(_SUREST, np.quantile(kept, _LOST_IN_SCOPE))) if len(kept) else 0.5
    return gate


def signs_named_right(rows: Unseen, blend: Blend, *, intents: int) -> Bools:
    """Which rows' best intent is the right one."""
    logits = blend.logits(rows.margins, rows.likeness)[:, :intents]
    return np.asarray(logits.argmax(axis=1) == rows.classes)


def _folds(lessons: Lessons, count: int) -> Ints:
    """A fold for each row, every class spread evenly, the same at each run."""
    folds = np.zeros(len(lessons.classes), dtype=np.int64)
    shuffled = np.random.default_rng(0).permutation(len(folds))
    for index in np.unique(lessons.classes):
        rows = shuffled[lessons.classes[shuffled] == index]
        folds[rows] = (np.arange(len(rows)) + index) % count
    return folds


def _as_new(lessons: Lessons, held: Ints, shown: Ints) -> tuple[sp.csr_matrix, Floats]:
    """Held rows as those see them who know the shown rows alone, and how much is known."""
    known = np.bincount(lessons.rows[shown].indices, minlength=lessons.rows.shape[1]) > 0
    return as_new(lessons.rows[held], known, lessons.groups)
