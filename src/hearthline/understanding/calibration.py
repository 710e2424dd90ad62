"""How sure to be, learnt from rows that the model had not seen.

Every row is scored by a model that saw neither it nor, for one fold of the intents, any row of its
intent: those rows play the part of questions from outside. So the decision that a text is out of
scope can be learnt without a single out-of-scope example; given examples join in.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from hearthline.understanding.classifier import Classifier, Lessons
from hearthline.understanding.encoder import Head
from hearthline.understanding.features import Bools, Floats, Ints, as_new

_SMALL: Final = 6000
_TRIED_ROWS: Final = 2500
_TRIED_FOLDS: Final = 5
_PENALTIES: Final = (1.0, 0.2, 0.05)
_FOLDS: Final = 3
_FOLDS_OF_MANY: Final = 2
_FEWEST_TO_LEAVE_OUT: Final = 6
_LEFT_OUT: Final = 4
_OUTSIDE: Final = -1
_STRANGE: Final = -2
_LOST_IN_SCOPE: Final = 0.03
_OUTSIDE_SHARE: Final = 0.3
_MARGIN_OF_NOTHING: Final = -1.2
_SUREST: Final = 0.95
_LIKENESS_SHARES: Final = (0.0, 0.2, 0.4, 0.7, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Rows with scores of models that had not seen them.

    Class -1 is what was taught as out of scope, -2 an intent that its model did not know.
    """

    classes: Ints
    margins: Floats
    likeness: Floats
    known: Floats
    encoded: Floats | None = None

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


@dataclass(frozen=True, slots=True)
class Gate:
    """Decides whether a text is about anything we know, from how its scores look.

    It is believed to be from `threshold` on.
    """

    centre: tuple[float, ...]
    slope: tuple[float, ...]
    intercept: float
    threshold: float

    @classmethod
    def of(cls, model: LogisticRegression, scaler: StandardScaler) -> "Gate":
        """The plain numbers of a model of scaled signs."""
        slope = model.coef_[0] / scaler.scale_
        return cls(
            tuple(scaler.mean_.tolist()), tuple(slope.tolist()), float(model.intercept_[0]), 0.5
        )

    def probability(self, signs: Floats) -> Floats:
        """The probability of being in scope, for rows of signs."""
        logits = (signs - np.array(self.centre)) @ np.array(self.slope) + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def signs_of(
    blend: Blend, margins: Floats, likeness: Floats, *, known: Floats, intents: int
) -> Floats:
    """What the gate looks at; columns from `intents` on are the out-of-scope class, if any.

    The most telling sign is how far the best margin stands above that of an empty text, shrunk by
    what is unknown: a known phrase in strange company is no wish of ours.
    """
    best = margins[:, :intents].max(axis=1)
    height = best - _MARGIN_OF_NOTHING
    of_all, of_words = known[:, 0], known[:, 2]
    signs = [best, height * np.sqrt(of_all), height * np.sqrt(of_words), of_all, of_words]
    if margins.shape[1] > intents:
        outside, strange = margins[:, intents:].max(axis=1), likeness[:, intents:].max(axis=1)
        nearest = likeness[:, :intents].max(axis=1)
        signs += [np.clip(outside - best, -3, 3), strange - nearest, outside]
    signs.append(softmax(blend.logits(margins[:, :intents], likeness[:, :intents])).max(axis=1))
    return np.column_stack(signs)


def best_penalty(lessons: Lessons, *, classes: int) -> float:
    """The strictest penalty, unless a lenient one names clearly more unseen rows rightly.

    It does where labels are noisy, as those of real logs are; elsewhere what differs is chance.
    Of many rows, those of some intents are tried.
    """
    tried = _some_intents(lessons.plain())
    folds = _folds(tried, _TRIED_FOLDS)
    rights, held_rows = np.zeros(len(_PENALTIES)), 0
    for fold in (0, 1):
        held, shown = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        rows, _ = _as_new(tried, held, shown)
        held_rows += len(held)
        for place, penalty in enumerate(_PENALTIES):
            model = Classifier(tried.only(shown), classes=classes, penalty=penalty)
            rights[place] += (model.margins(rows).argmax(axis=1) == tried.classes[held]).sum()
    chance = math.sqrt(held_rows - rights.max())
    return _PENALTIES[int(np.flatnonzero(rights >= rights.max() - chance)[0])]


def _some_intents(lessons: Lessons) -> Lessons:
    """Every so manieth class, so many that about as many rows are left as one can try on."""
    every = math.ceil(len(lessons.classes) / _TRIED_ROWS)
    return lessons.only(np.flatnonzero(lessons.classes % every == 0)) if every > 1 else lessons


def unseen(lessons: Lessons, *, classes: int, intents: int, penalty: float) -> Unseen:
    """Score every row by a model that did not see it, and some by models without their intent."""
    count = _FOLDS if len(lessons.classes) <= _SMALL else _FOLDS_OF_MANY
    folds = _folds(lessons, count)
    parts = [
        _scored(lessons, np.flatnonzero(folds != fold), held, classes=classes, penalty=penalty)
        for fold in range(count)
        if len(held := np.flatnonzero(folds == fold)) < len(folds)
    ]
    parts = [replace(part, classes=_inside(part.classes, intents)) for part in parts]
    if intents >= _FEWEST_TO_LEAVE_OUT:
        parts.append(_without_some_intents(lessons, intents, classes=classes, penalty=penalty))
    return Unseen(
        np.concatenate([part.classes for part in parts]),
        np.vstack([part.margins for part in parts]),
        np.vstack([part.likeness for part in parts]),
        np.vstack([part.known for part in parts]),
        _stacked([part.encoded for part in parts]),
    )


def _stacked(blocks: Sequence[Floats | None]) -> Floats | None:
    there = [block for block in blocks if block is not None]
    return np.vstack(there) if there else None


def _without_some_intents(
    lessons: Lessons, intents: int, *, classes: int, penalty: float
) -> Unseen:
    """The rows of every fourth intent, as one sees them who knows none of these."""
    is_left = (lessons.classes % _LEFT_OUT == 0) & (lessons.classes < intents)
    held, shown = np.flatnonzero(is_left), np.flatnonzero(~is_left)
    part = _scored(lessons.plain(), shown, held, classes=classes, penalty=penalty)
    return replace(part, classes=np.full(len(held), _STRANGE))


def _scored(lessons: Lessons, shown: Ints, held: Ints, *, classes: int, penalty: float) -> Unseen:
    """Held rows as one sees them who was shown the others."""
    model = Classifier(lessons.only(shown), classes=classes, penalty=penalty)
    rows, known = _as_new(lessons, held, shown)
    scores = model.score_all(rows)
    whole = lessons.encoded
    encoded = (
        None
        if whole is None
        else Head(whole[shown], lessons.classes[shown], classes=classes).margins(whole[held])
    )
    return Unseen(lessons.classes[held], scores.margins, scores.likeness, known, encoded)


def _inside(classes: Ints, intents: int) -> Ints:
    return np.where(classes < intents, classes, _OUTSIDE)


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
    weights = _evenly(rows.classes)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(scaler.transform(signs), inside, sample_weight=weights)
    gate = Gate.of(model, scaler)
    named = signs_named_right(rows, blend, intents=intents)
    kept = gate.probability(signs[inside & named])
    if not len(kept):
        return gate
    return replace(gate, threshold=float(min(_SUREST, np.quantile(kept, _LOST_IN_SCOPE))))


def _evenly(classes: Ints) -> Floats:
    """Weights that give inside and outside their shares, and each kind of outside the same."""
    inside = classes >= 0
    weights = np.where(inside, (1 - _OUTSIDE_SHARE) / inside.mean(), 0.0)
    kinds = np.unique(classes[~inside])
    for kind in kinds:
        weights[classes == kind] = _OUTSIDE_SHARE / len(kinds) / (classes == kind).mean()
    return weights


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
