"""Vectors and a re-ranker beside the words, when a model is given; without one nothing is missed.

A vector belongs to a version of an article and to a model by name and dimension; those of another
model are never mixed in. A model that is slow or down is left out of the search, not waited for.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np

from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge.model import Article, Band, Hit
from hearthline.knowledge.search.meaning_store import MeaningStore
from hearthline.knowledge.search.portrait import texts_of
from hearthline.platform.db import Database
from hearthline.platform.log import get_log

log = get_log(__name__)

_AT_ONCE: Final = 32
_NEAREST: Final = 20
_LONGEST: Final = 600
_RERANKED: Final = 10


class Embedder(Protocol):
    """Makes vectors of texts; raises whatever it likes when it cannot."""

    @property
    def model(self) -> str:
        """Its name, which is kept with every vector."""
        ...

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text, all of one dimension."""
        ...


class Reranker(Protocol):
    """Says how well texts answer a query; raises whatever it likes when it cannot."""

    async def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """One score a text; the higher the better."""
        ...


@dataclass(frozen=True, slots=True)
class Space:
    """The vectors of one tenant, of length one, row by row."""

    keys: tuple[str, ...]
    rows: Any

    def near(self, vector: Any) -> dict[str, float]:
        """The nearest articles and how near they are, at most 1."""
        if not self.keys or self.rows.shape[1] != len(vector):
            return {}
        shares = self.rows @ vector
        best = np.argsort(-shares)[:_NEAREST]
        return {self.keys[place]: float(shares[place]) for place in best if shares[place] > 0}


class Meanings:
    """The vectors of every tenant of this process."""

    def __init__(
        self,
        database: Database,
        embedder: Embedder | None = None,
        *,
        reranker: Reranker | None = None,
        patience_seconds: float = 0.3,
    ) -> None:
        """Without an embedder or a re-ranker that part is left out."""
        self._database = database
        self._embedder = embedder
        self._reranker = reranker
        self._patience = patience_seconds
        self._store = MeaningStore()
        self._spaces: dict[TenantId, Space] = {}
        self._busy: dict[TenantId, asyncio.Lock] = {}
        self._catching_up: dict[TenantId, asyncio.Task[None]] = {}

    def wake(self, tenant_id: TenantId) -> None:
        """Let vectors be made for what has changed, in the background."""
        running = self._catching_up.get(tenant_id)
        if self._embedder is not None and (running is None or running.done()):
            task = asyncio.create_task(self._catch_up_or_report(tenant_id))
            self._catching_up[tenant_id] = task

    async def catch_up(self, tenant_id: TenantId) -> int:
        """Make the vectors that are missing, and read them all; how many there are."""
        if self._embedder is None:
            return 0
        async with self._busy.setdefault(tenant_id, asyncio.Lock()):
            while await self._embed_some(tenant_id, self._embedder):
                pass
            async with self._database.session(tenant_id) as session:
                rows = await self._store.all(session, self._embedder.model)
            self._spaces[tenant_id] = await asyncio.to_thread(_space, rows)
            return len(rows)

    async def _embed_some(self, tenant_id: TenantId, embedder: Embedder) -> bool:
        """Make the vectors of a few articles that have none; whether there were any."""
        async with self._database.session(tenant_id) as session:
            articles = await self._store.without(session, embedder.model, limit=_AT_ONCE)
        if not articles:
            return False
        vectors = await embedder.embed([_said(article) for article in articles])
        async with self._database.session(tenant_id) as session:
            for article, vector in zip(articles, vectors, strict=True):
                row = _unit(vector).tobytes()
                await self._store.put(session, article, model=embedder.model, vector=row)
        return True

    async def near(self, tenant_id: TenantId, query: str) -> dict[str, float]:
        """What is near a query in meaning, by article; empty without a model that answers."""
        space = self._spaces.get(tenant_id)
        if self._embedder is None or not query.strip():
            return {}
        if space is None:
            self.wake(tenant_id)
            return {}
        try:
            async with asyncio.timeout(self._patience):
                vector = _unit((await self._embedder.embed([query]))[0])
        except Exception as trouble:  # noqa: BLE001  # any model may fail in any way
            log.warning("knowledge.no_vector", cause=type(trouble).__name__)
            return {}
        return await asyncio.to_thread(space.near, vector)

    async def reranked(self, query: str, hits: list[Hit]) -> list[Hit]:
        """The hits in the re-ranker's order; as they are without one, or when it fails.

        What it lifts to the first place is at most asked about, never said at once.
        """
        few = hits[:_RERANKED]
        if self._reranker is None or len(few) < 2 or few[0].band is Band.DIRECT:
            return hits
        try:
            async with asyncio.timeout(self._patience):
                texts = [f"{hit.title}\n{hit.answer}"[:_LONGEST] for hit in few]
                scores = await self._reranker.scores(query, texts)
            pairs = sorted(zip(scores, few, strict=True), key=lambda pair: -pair[0])
        except Exception as trouble:  # noqa: BLE001  # any model may fail in any way
            log.warning("knowledge.no_reranking", cause=type(trouble).__name__)
            return hits
        return [*(hit for _, hit in pairs), *hits[_RERANKED:]]

    async def _catch_up_or_report(self, tenant_id: TenantId) -> None:
        try:
            await self.catch_up(tenant_id)
        except Exception:
            # Words alone go on; the next publication tries again.
            log.exception("knowledge.vectors_failed", tenant_id=str(tenant_id))


def _said(article: Article) -> str:
    """What the vector of an article stands for: how it is asked for, then what it answers."""
    return "\n".join(text for _, text in texts_of(article.draft))[:_LONGEST]


def _unit(vector: Sequence[float]) -> Any:
    row = np.asarray(vector, dtype=np.float32)
    length = float(np.linalg.norm(row))
    if not np.isfinite(length) or not length:
        raise ValueError("a vector without a direction")
    return row / np.float32(length)


def _space(rows: Mapping[ArticleId, bytes]) -> Space:
    keys = tuple(str(article_id) for article_id in rows)
    if not keys:
        return Space((), np.zeros((0, 0), dtype=np.float32))
    return Space(keys, np.stack([np.frombuffer(row, dtype=np.float32) for row in rows.values()]))
