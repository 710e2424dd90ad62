"""A sentence encoder as one more view of a text, if there is one; nothing depends on it.

It adds what examples alone cannot teach: that two wordings without a common part mean the same.
When it fails, texts are read without it, with the tuning that was found without it.
"""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt
from sklearn.svm import LinearSVC

from hearthline.platform.log import get_log
from hearthline.understanding.errors import EncoderFailed
from hearthline.understanding.features import Floats, Ints

Vectors = npt.NDArray[np.float32]

_BATCH: Final = 256
_PENALTY: Final = 1.0
_NEVER_SHOWN: Final = -2.0

_log = get_log(__name__)


class Encoder(Protocol):
    """Turns sentences into vectors whose angle is small where their meaning is near."""

    @property
    def name(self) -> str:
        """What it is called, for people and logs."""
        ...

    @property
    def dimension(self) -> int:
        """The numbers in each vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for each text, the same at each call; raises EncoderFailed."""
        ...


class Sentences:
    """Encodes texts, and lives with failure: it is logged once, and None comes instead."""

    def __init__(self, encoder: Encoder) -> None:
        """Stand on an encoder."""
        self._encoder = encoder
        self._is_told = False

    @property
    def name(self) -> str:
        """The encoder's."""
        return self._encoder.name

    def of(self, texts: Sequence[str]) -> Floats | None:
        """A row of length one for each text, or None when the encoder fails."""
        try:
            batches = [
                self._encoded(texts[start : start + _BATCH])
                for start in range(0, len(texts), _BATCH)
            ]
        except EncoderFailed as trouble:
            if not self._is_told:
                self._is_told = True
                _log.warning("encoder.failed", encoder=self._encoder.name, why=trouble.told().en)
            return None
        return np.vstack([np.empty((0, self._encoder.dimension)), *batches])

    def _encoded(self, texts: Sequence[str]) -> Floats:
        found = np.asarray(self._encoder.encode(texts), dtype=np.float64)
        wanted = (len(texts), self._encoder.dimension)
        if found.shape != wanted:
            raise EncoderFailed(why=f"shape {found.shape} instead of {wanted}")
        if not np.isfinite(found).all():
            raise EncoderFailed(why="numbers that are not finite")
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(lengths > 0, lengths, 1.0))


class Head:
    """One machine a class on encoded texts; a class not shown scores lowest."""

    def __init__(self, rows: Floats, shown: Ints, *, classes: int) -> None:
        """Learn from encoded rows and their classes."""
        self._weights = np.zeros((rows.shape[1], classes))
        self._bias = np.full(classes, _NEVER_SHOWN)
        names = np.unique(shown)
        if len(names) < 2:
            return
        machine = LinearSVC(C=_PENALTY, random_state=0).fit(rows, shown)
        if len(names) == 2:
            self._weights[:, names] = np.column_stack([-machine.coef_[0], machine.coef_[0]])
            self._bias[names] = -machine.intercept_[0], machine.intercept_[0]
            return
        self._weights[:, names] = machine.coef_.T
        self._bias[names] = machine.intercept_

    def margins(self, rows: Floats) -> Floats:
        """For each row and class, how far it lies on the class's side."""
        return np.asarray(rows @ self._weights + self._bias)
