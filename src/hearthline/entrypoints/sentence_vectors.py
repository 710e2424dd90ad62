"""The sentence encoder of understanding, lent to the search of knowledge."""

import asyncio
from collections.abc import Sequence

from hearthline.understanding import Encoder


class SentenceVectors:
    """Makes vectors of texts with an encoder of this process, beside the event loop."""

    def __init__(self, encoder: Encoder) -> None:
        """Stand on an encoder."""
        self._encoder = encoder

    @property
    def model(self) -> str:
        """Its name, which is kept with every vector."""
        return self._encoder.name

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text; raises EncoderFailed."""
        rows = await asyncio.to_thread(self._encoder.encode, texts)
        return [[float(number) for number in row] for row in rows]
