"""A linear model and the nearest examples, side by side: two scores for each intent.

The linear part is one support vector machine an intent against all others (liblinear); declared
counter-examples and confusable intents weigh more where they matter.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

from hearthline.understanding.features import Floats, Ints, Vector

_TELLING_POWER: Final = 0.75
_NEIGHBOURS: Final = 3
_COUNTER_WEIGHT: Final = 2.0
_CONFUSABLE_WEIGHT: Final = 1.5
_COMMON_SHARE: Final = 0.1
_COMMON_ROWS: Final = 200
_CHUNK: Final = 512
_PRIOR: Final = 0.3
_MACHINES_AT_ONCE: Final = 4
_COLUMNS_AT_ONCE: Final = 8192


@dataclass(frozen=True, slots=True)
class Lessons:
    """Rows to learn from: their classes, and extra negatives for single classes."""

    rows: sp.csr_matrix
    classes: Ints
    groups: Ints
    counters: Mapping[int, sp.csr_matrix] = field(default_factory=dict)
    confusable: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    encoded: Floats | None = None

    def only(self, chosen: Ints) -> "Lessons":
        """The same lessons with fewer rows."""
        encoded = None if self.encoded is None else self.encoded[chosen]
        return replace(self, rows=self.rows[chosen], classes=self.classes[chosen], encoded=encoded)

    def plain(self) -> "Lessons":
        """The same lessons without what makes a machine for each class apart necessary."""
        return replace(self, counters={}, confusable={})

    def weighed(self, telling: Floats) -> "Lessons":
        """The same lessons with each part weighed by how much it tells."""
        counters = {place: weighed(rows, telling) for place, rows in self.counters.items()}
        return replace(self, rows=weighed(self.rows, telling), counters=counters)


@dataclass(frozen=True, slots=True)
class Scores:
    """For each text and class: the linear margin and the likeness of the nearest examples."""

    margins: Floats
    likeness: Floats


class Classifier:
    """Scores texts against the classes that it was shown; a class not shown scores lowest."""

    def __init__(self, lessons: Lessons, *, classes: int, penalty: float) -> None:
        """Learn; `penalty` is the C of the support vector machines."""
        self._classes = classes
        self._telling = telling(lessons.rows, lessons.classes)
        self._weights, self._bias = _machines(
            lessons.weighed(self._telling), classes=classes, penalty=penalty
        )
        order = np.argsort(lessons.classes, kind="stable")
        self._row_class = lessons.classes[order]
        self._order = order
        self._lengths = _lengths(lessons.rows[order])
        self._by_column = _rare_columns(lessons.rows[order])
        self._firsts = np.searchsorted(self._row_class, np.arange(classes))
        self._counts = np.bincount(self._row_class, minlength=classes)
        self._present = np.flatnonzero(self._counts)

    def score(self, vector: Vector) -> tuple[Floats, Floats, int]:
        """Margins and likeness of one text, and the position of the nearest example."""
        margins = self._telling_weights(vector) @ self._weights[vector.columns] + self._bias
        likeness = self._likeness_of(vector)
        return margins, self._nearest_of_each(likeness), int(self._order[likeness.argmax()])

    def shares(self, vector: Vector, chosen: Ints) -> Floats:
        """What each known part of a text adds to the margins of some classes: parts by classes."""
        weights = self._weights[np.ix_(vector.columns, chosen)]
        return np.asarray(self._telling_weights(vector)[:, None] * weights)

    def nearest(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The positions of the nearest examples and their likeness, nearest first."""
        likeness = self._likeness_of(vector)
        best = np.argsort(-likeness, kind="stable")[:count]
        return [(int(self._order[one]), float(likeness[one])) for one in best]

    def score_all(self, rows: sp.csr_matrix) -> Scores:
        """Margins and likeness of many texts."""
        lengths = _lengths(rows)
        chunks = [
            self._by_class(
                (rows[start : start + _CHUNK] @ self._by_column).toarray()
                / (lengths[start : start + _CHUNK, None] * self._lengths[None, :])
            )
            for start in range(0, rows.shape[0], _CHUNK)
        ]
        return Scores(self.margins(rows), np.vstack([np.empty((0, self._classes)), *chunks]))

    def margins(self, rows: sp.csr_matrix) -> Floats:
        """The linear margins of many texts."""
        return np.asarray(weighed(rows, self._telling) @ self._weights) + self._bias

    def _telling_weights(self, vector: Vector) -> Floats:
        """The weights of a text times how much each part tells, at the length they had."""
        scaled = vector.weights * self._telling[vector.columns]
        length = math.sqrt(float(scaled @ scaled)) or 1.0
        return scaled * (math.sqrt(float(vector.weights @ vector.weights)) / length)

    def _likeness_of(self, vector: Vector) -> Floats:
        matrix = self._by_column
        starts, ends = matrix.indptr[vector.columns], matrix.indptr[vector.columns + 1]
        sizes = ends - starts
        total = int(sizes.sum())
        if not total:
            return np.zeros(len(self._row_class))
        places = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        places = places + np.arange(total)
        products = matrix.data[places] * np.repeat(vector.weights, sizes)
        sums = np.bincount(matrix.indices[places], products, minlength=len(self._row_class))
        length = float(np.sqrt((vector.weights**2).sum())) or 1.0
        return np.asarray(sums / (self._lengths * length))

    def _nearest_of_each(self, likeness: Floats) -> Floats:
        """What `_by_class` says, for one text and without a step for each class."""
        present = self._present
        left, sums = likeness.copy(), np.zeros(len(present))
        for _ in range(_NEIGHBOURS):
            best = np.maximum.reduceat(left, self._firsts[present])
            sums += np.maximum(best, 0.0)
            at_best = np.flatnonzero(left == np.repeat(best, self._counts[present]))
            left[at_best[np.unique(self._row_class[at_best], return_index=True)[1]]] = -1.0
        result = np.zeros(self._classes)
        result[present] = sums / np.minimum(self._counts[present], _NEIGHBOURS)
        return result

    def _by_class(self, likeness: Floats) -> Floats:
        """Mean of the best three of each class, for rows of likeness to every example."""
        result = np.zeros((len(likeness), self._classes))
        for index in self._present:
            first, count = self._firsts[index], self._counts[index]
            block = likeness[:, first : first + count]
            if count > _NEIGHBOURS:
                block = np.partition(block, count - _NEIGHBOURS, axis=1)[:, -_NEIGHBOURS:]
            result[:, index] = block.mean(axis=1)
        return result


def telling(rows: sp.csr_matrix, classes: Ints) -> Floats:
    """How much each part tells of any class: its largest log odds among them, damped.

    A part that is as likely everywhere tells nothing, however rare it is.
    """
    names, numbers = np.unique(classes, return_inverse=True)
    member = sp.csr_matrix((np.ones(len(classes)), (np.arange(len(classes)), numbers)))
    there = rows.copy()
    there.data = np.ones_like(there.data)
    counts = (there.T @ member).tocsr()
    totals = np.asarray(counts.sum(axis=1)).ravel()
    inside, parts = np.asarray(counts.sum(axis=0)).ravel(), rows.shape[1]
    within = inside + _PRIOR * parts
    without = totals.sum() - inside + (_PRIOR + 1) * parts
    result = np.ones(parts)
    for start in range(0, parts, _COLUMNS_AT_ONCE):
        block = counts[start : start + _COLUMNS_AT_ONCE].toarray()
        rest = totals[start : start + _COLUMNS_AT_ONCE, None] - block
        odds = np.log((block + _PRIOR) / within) - np.log((rest + _PRIOR + 1) / without)
        result[start : start + len(block)] = np.abs(odds).max(axis=1) ** _TELLING_POWER
    return result if len(names) > 1 else np.ones(parts)


def weighed(rows: sp.csr_matrix, telling: Floats) -> sp.csr_matrix:
    """Rows with each part weighed by how much it tells, at the length they had."""
    scaled = (rows @ sp.diags(telling)).tocsr()
    return (sp.diags(_lengths(rows) / _lengths(scaled)) @ scaled).tocsr()


def _machines(lessons: Lessons, *, classes: int, penalty: float) -> tuple[Floats, Floats]:
    """The weights (columns by classes) and biases of all machines."""
    weights = np.zeros((lessons.rows.shape[1], classes), dtype=np.float32)
    bias = np.full(classes, -2.0)
    shown = np.unique(lessons.classes)
    special = {c for c in shown if c in lessons.counters or c in lessons.confusable}
    ordinary = [c for c in shown if c not in special]
    if not ordinary or len(shown) < 3:
        special = set(shown)
    else:
        for start in range(0, len(ordinary), _MACHINES_AT_ONCE):
            chosen = np.array(ordinary[start : start + _MACHINES_AT_ONCE])
            weights[:, chosen], bias[chosen] = _some_machines(lessons, chosen, penalty)
    for index in special if len(shown) > 1 else ():
        coefficients, intercept = _one_machine(lessons, index, penalty)
        weights[:, index] = coefficients
        bias[index] = intercept
    return weights, bias


def _some_machines(lessons: Lessons, chosen: Ints, penalty: float) -> tuple[Floats, Floats]:
    """The machines of a few classes; all others count as one, whose machine is thrown away.

    A few at a time, because liblinear lets no other thread run meanwhile, and a server trains
    beside its work.
    """
    rest = -1
    classes = np.where(np.isin(lessons.classes, chosen), lessons.classes, rest)
    machine = LinearSVC(C=penalty, random_state=0).fit(lessons.rows, classes)
    found = machine.classes_.tolist()
    if len(found) == 2:
        sign = 1.0 if found[1] != rest else -1.0
        return sign * machine.coef_.T, sign * machine.intercept_
    places = [found.index(one) for one in chosen]
    return machine.coef_[places].T, machine.intercept_[places]


def _one_machine(lessons: Lessons, index: int, penalty: float) -> tuple[Floats, float]:
    rows = lessons.rows
    emphasis = np.ones(len(lessons.classes))
    emphasis[np.isin(lessons.classes, lessons.confusable.get(index, ()))] = _CONFUSABLE_WEIGHT
    is_it = lessons.classes == index
    counters = lessons.counters.get(index)
    if counters is not None:
        rows = sp.vstack([rows, counters]).tocsr()
        extra = counters.shape[0]
        emphasis = np.concatenate([emphasis, np.full(extra, _COUNTER_WEIGHT)])
        is_it = np.concatenate([is_it, np.zeros(extra, dtype=bool)])
    machine = LinearSVC(C=penalty, random_state=0).fit(rows, is_it, sample_weight=emphasis)
    return machine.coef_[0], float(machine.intercept_[0])


def _lengths(rows: sp.csr_matrix) -> Floats:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    return np.asarray(lengths)


def _rare_columns(rows: sp.csr_matrix) -> sp.csr_matrix:
    """Columns by rows; parts that are everywhere say little about likeness and cost most."""
    seen = np.bincount(rows.indices, minlength=rows.shape[1])
    is_kept = seen <= max(_COMMON_ROWS, int(_COMMON_SHARE * rows.shape[0]))
    return (rows @ sp.diags(is_kept.astype(float))).T.tocsr()
