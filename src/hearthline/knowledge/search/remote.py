"""Vectors and re-ranking by an OpenAI-compatible server: one POST a call, bounded in time.

`POST …/embeddings` as OpenAI has it; `POST …/rerank` as Jina, Cohere and their like have it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import httpx2
from pydantic import BaseModel

from hearthline.kernel import Clock
from hearthline.platform.breaker import Breaker, BreakerLimits

_SECONDS: Final = 20.0
_LIMITS: Final = BreakerLimits(
    failures_in_a_row=3, window=timedelta(seconds=60), pause=timedelta(seconds=30)
)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Base address, model and key."""

    url: str
    model: str
    key: str = ""


class ServerResting(Exception):
    """It failed in a row, and is not asked for a while."""


class _Vector(BaseModel):
    index: int
    embedding: list[float]


class _Vectors(BaseModel):
    data: list[_Vector]


class _Score(BaseModel):
    index: int
    relevance_score: float


class _Scores(BaseModel):
    results: list[_Score]


class RemoteModel:
    """An embedder or a re-ranker, whichever it is used as."""

    def __init__(
        self,
        address: ServerAddress,
        clock: Clock,
        *,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        """Ask nothing yet."""
        self._address = address
        self._breaker = Breaker(clock, _LIMITS)
        headers = {"Authorization": f"Bearer {address.key}"} if address.key else {}
        self._client = httpx2.AsyncClient(
            base_url=address.url.rstrip("/"),
            headers=headers,
            timeout=_SECONDS,
            transport=transport,
        )

    @property
    def model(self) -> str:
        """Its name there."""
        return self._address.model

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text, in order."""
        body = {"model": self.model, "input": list(texts)}
        answer = _Vectors.model_validate_json(await self._post("/embeddings", body))
        return [one.embedding for one in sorted(answer.data, key=lambda one: one.index)]

    async def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """One score a text, in order."""
        body = {"model": self.model, "query": query, "documents": list(texts)}
        answer = _Scores.model_validate_json(await self._post("/rerank", body))
        return [one.relevance_score for one in sorted(answer.results, key=lambda one: one.index)]

    async def _post(self, path: str, body: Mapping[str, object]) -> bytes:
        if not self._breaker.admits():
            raise ServerResting
        is_well = False
        try:
            answer = await self._client.post(path, json=body)
            answer.raise_for_status()
            is_well = True
        finally:
            (self._breaker.succeeded if is_well else self._breaker.failed)()
        return answer.content
