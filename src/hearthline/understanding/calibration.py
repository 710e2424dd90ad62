"""How sure to be, learnt from rows that the model had not seen.

Every row is scored by a model that saw neither it nor, for one fold of the intents, any row of its
intent: those rows play the part of questions from outside. So the decision that a text is out of
scope can be learnt without a single out-of-scope example; given examples join in.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from hearthline.understanding.classifier import Classifier, Lessons
from hearthline.understanding.features import Floats, Ints

Bools = npt.NDArray[np.bool_]

_SMALL: Final = 3000
_PENALTIES: Final = (0.1, 0.3, 1.0)
_FEWEST_TO_LEAVE_OUT: Final = 6
_LOST_IN_SCOPE: Final = 0.04
_OUTSIDE_SHARE: Final = 0.1
_SUREST: Final = 0.95


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
            margins = np.asarray(model.margins(lessons.rows[held]))
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
        scores = model.score_all(lessons.rows[held])
        is_outside = left_out[held] | (lessons.classes[held] >= intents)
        truth = np.where(is_outside, -1, lessons.classes[held])
        known = _known_share(lessons, held, shown)
        parts.append(Unseen(truth, scores.margins, scores.likeness, known))
    return Unseen(
        np.concatenate([part.classes for part in parts]),
        np.vstack([part.margins for part in parts]),
        np.vstack([part.likeness for part in parts]),
        np.concatenate([part.known for part in parts]),
    )


def fit_blend(rows: Unseen) -> Blend:
    """The weights under which the probabilities of the right intents are highest."""
    inside = rows.is_inside
    margins, likeness, truth = rows.margins[inside], rows.likeness[inside], rows.classes[inside]
    places = np.arange(len(truth))

    def loss(weights: Floats) -> tuple[float, Floats]:
        probabilities = softmax(weights[0] * margins + weights[1] * likeness)
        error = probabilities.copy()
        error[places, truth] -= 1
        slope = np.array([(error * margins).sum(), (error * likeness).sum()]) / len(truth)
        cost = -np.log(probabilities[places, truth] + 1e-12).mean()
        return float(cost), slope

    if not len(truth):
        return Blend(3.0, 3.0)
    found = minimize(loss, np.array([3.0, 3.0]), jac=True, bounds=[(0.1, 30), (0, 30)])
    return Blend(float(found.x[0]), float(found.x[1]))


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


def _known_share(lessons: Lessons, held: Ints, shown: Ints) -> Floats:
    """How much of each held row consists of parts that the shown rows have."""
    is_known = np.bincount(lessons.rows[shown].indices, minlength=lessons.rows.shape[1]) > 0
    squares = lessons.rows[held].multiply(lessons.rows[held]).tocsr()
    total = np.asarray(squares.sum(axis=1)).ravel()
    return np.asarray(squares @ is_known.astype(float) / np.where(total > 0, total, 1))
