"""What changed since an edition, and a tenant's words for the search."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from hearthline.kernel import ArticleId, SearchWordId, StaffId
from hearthline.knowledge.model import Article
from hearthline.knowledge.search.model import SearchWord, WordKind
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Row, Session

_FIRST: Final = UUID(int=0)
_CHANGED = """
SELECT article_id FROM knowledge_change WHERE edition > %(edition)s
ORDER BY edition LIMIT %(limit)s
"""
_LIVE_IDS = """
SELECT article_id FROM publication
WHERE withdrawn_at IS NULL AND article_id > %(after)s ORDER BY article_id LIMIT %(limit)s
"""
_LIVE_COUNT = "SELECT count(*) AS n FROM publication WHERE withdrawn_at IS NULL"
_WORDS = """
SELECT id, kind, words, by_staff, at FROM search_word
WHERE (%(kind)s::text IS NULL OR kind = %(kind)s)
  AND strpos(lower(array_to_string(words, ' ')), lower(%(part)s)) > 0
  AND (kind, words[1], id) > (%(after_kind)s, %(after_word)s, %(after_id)s)
ORDER BY kind, words[1], id LIMIT %(limit)s
"""
_ALL_WORDS = "SELECT id, kind, words, by_staff, at FROM search_word LIMIT 2000"
_ADD_WORD = """
INSERT INTO search_word (id, kind, words, by_staff, at)
VALUES (%(id)s, %(kind)s, %(words)s, %(by)s, %(at)s)
ON CONFLICT DO NOTHING RETURNING id
"""
_CHANGE_WORD = """
UPDATE search_word SET words = %(words)s, by_staff = %(by)s, at = %(at)s
WHERE id = %(id)s RETURNING id, kind, words, by_staff, at
"""


class SearchStore:
    """Reads what the index is made of, and keeps a tenant's words."""

    def __init__(self) -> None:
        """Read articles as everybody does."""
        self._articles = KnowledgeStore()

    async def edition(self, session: Session) -> int:
        """How often what can be found has changed."""
        return await self._articles.edition(session)

    async def changed(self, session: Session, edition: int, *, limit: int) -> list[ArticleId]:
        """What was published or withdrawn after an edition, at most so many."""
        rows = await session.all(_CHANGED, {"edition": edition, "limit": limit})
        return [ArticleId.of(row["article_id"]) for row in rows]

    async def live(self, session: Session, ids: Sequence[ArticleId]) -> list[Article]:
        """Those of the articles that are published."""
        return await self._articles.live_of(session, ids)

    async def live_after(
        self, session: Session, after: ArticleId | None, *, limit: int
    ) -> list[ArticleId]:
        """The next published articles in the order of their ids."""
        rows = await session.all(_LIVE_IDS, {"after": after or _FIRST, "limit": limit})
        return [ArticleId.of(row["article_id"]) for row in rows]

    async def live_count(self, session: Session) -> int:
        """How many articles are published."""
        return int((await session.one(_LIVE_COUNT))["n"])

    async def words(self, session: Session) -> list[SearchWord]:
        """All words of the tenant."""
        return [_word(row) for row in await session.all(_ALL_WORDS)]

    async def words_after(
        self,
        session: Session,
        *,
        kind: WordKind | None,
        part: str,
        after: SearchWord | None,
        limit: int,
    ) -> list[SearchWord]:
        """A page of the groups with a word that has this part, by kind and first word."""
        params = {
            "kind": kind,
            "part": part,
            "after_kind": after.kind if after else "",
            "after_word": after.words[0] if after else "",
            "after_id": after.id if after else _FIRST,
            "limit": limit,
        }
        return [_word(row) for row in await session.all(_WORDS, params)]

    async def word(self, session: Session, word_id: SearchWordId) -> SearchWord | None:
        """One group of words."""
        row = await session.maybe(
            "SELECT id, kind, words, by_staff, at FROM search_word WHERE id = %(id)s",
            {"id": word_id},
        )
        return None if row is None else _word(row)

    async def add_word(self, session: Session, word: SearchWord) -> bool:
        """Keep a group of words; false when one begins with the same word."""
        row = await session.maybe(
            _ADD_WORD,
            {
                "id": word.id,
                "kind": word.kind,
                "words": list(word.words),
                "by": word.by,
                "at": word.at,
            },
        )
        return row is not None

    async def change_word(
        self,
        session: Session,
        word_id: SearchWordId,
        words: Sequence[str],
        *,
        by: StaffId,
        at: datetime,
    ) -> SearchWord | None:
        """Exchange the words of a group."""
        params = {"id": word_id, "words": list(words), "by": by, "at": at}
        row = await session.maybe(_CHANGE_WORD, params)
        return None if row is None else _word(row)

    async def remove_word(self, session: Session, word_id: SearchWordId) -> bool:
        """Forget a group; whether there was one."""
        row = await session.maybe(
            "DELETE FROM search_word WHERE id = %(id)s RETURNING id", {"id": word_id}
        )
        return row is not None


def _word(row: Row) -> SearchWord:
    return SearchWord(
        id=SearchWordId.of(row["id"]),
        kind=WordKind(row["kind"]),
        words=tuple(row["words"]),
        by=StaffId.of(row["by_staff"]),
        at=row["at"],
    )
