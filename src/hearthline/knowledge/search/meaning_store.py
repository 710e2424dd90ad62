"""The table of vectors."""

from typing import Final

from hearthline.kernel import ArticleId
from hearthline.knowledge.model import Article
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Session

_BYTES_A_NUMBER: Final = 4
_WITHOUT = """
SELECT p.article_id FROM publication p
LEFT JOIN search_vector v ON v.tenant_id = p.tenant_id AND v.article_id = p.article_id
  AND v.model = %(model)s AND v.version = p.version
WHERE p.withdrawn_at IS NULL AND v.article_id IS NULL
ORDER BY p.article_id LIMIT %(limit)s
"""
_PUT = """
INSERT INTO search_vector (model, article_id, version, dimension, vector)
VALUES (%(model)s, %(id)s, %(version)s, %(dimension)s, %(vector)s)
ON CONFLICT (tenant_id, model, article_id) DO UPDATE SET version = EXCLUDED.version,
  dimension = EXCLUDED.dimension, vector = EXCLUDED.vector
"""
# Of one dimension only: the one that most have, should a model have changed under its name.
_ALL = """
SELECT v.article_id, v.vector FROM search_vector v
JOIN publication p ON p.tenant_id = v.tenant_id AND p.article_id = v.article_id
  AND p.version = v.version AND p.withdrawn_at IS NULL
WHERE v.model = %(model)s AND v.dimension = (
  SELECT mode() WITHIN GROUP (ORDER BY w.dimension) FROM search_vector w
  WHERE w.model = %(model)s)
ORDER BY v.article_id LIMIT 1000000
"""


class MeaningStore:
    """Reads and writes vectors of the session's tenant."""

    def __init__(self) -> None:
        """Read articles as everybody does."""
        self._articles = KnowledgeStore()

    async def without(self, session: Session, model: str, *, limit: int) -> list[Article]:
        """Published articles whose version has no vector of this model."""
        rows = await session.all(_WITHOUT, {"model": model, "limit": limit})
        ids = [ArticleId.of(row["article_id"]) for row in rows]
        return await self._articles.live_of(session, ids) if ids else []

    async def put(self, session: Session, article: Article, *, model: str, vector: bytes) -> None:
        """Keep the vector of a version."""
        params = {
            "model": model,
            "id": article.id,
            "version": article.version,
            "dimension": len(vector) // _BYTES_A_NUMBER,
            "vector": vector,
        }
        await session.execute(_PUT, params)

    async def all(self, session: Session, model: str) -> dict[ArticleId, bytes]:
        """The vectors of what is published, by article."""
        rows = await session.all(_ALL, {"model": model})
        return {ArticleId.of(row["article_id"]): bytes(row["vector"]) for row in rows}
