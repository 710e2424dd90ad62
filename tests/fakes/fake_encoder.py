"""A sentence encoder that knows which words mean the same, and can be made to fail."""

from collections.abc import Sequence

import numpy as np

from hearthline.understanding import EncoderFailed
from hearthline.understanding.encoder import Vectors


class FakeEncoder:
    """Each group of words is one direction; a text points where its words do."""

    name = "fake"

    def __init__(self, *groups: Sequence[str]) -> None:
        self._groups = groups
        self.dimension = len(groups) + 1
        self.failing = False
        self.answer: Vectors | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self.answer is not None:
            return self.answer
        if self.failing:
            raise EncoderFailed(why="told to")
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(
            len(texts), self.dimension
        )

    def _vector(self, text: str) -> list[float]:
        return [*(float(sum(word in text for word in group)) for group in self._groups), 0.1]
