"""The verbs of search for people: look in any way, and teach it words."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final, Protocol

from hearthline.kernel import Clock, SearchWordId, StaffId, TenantId
from hearthline.knowledge.model import View
from hearthline.knowledge.search.errors import (
    SearchWordsUnfit,
    SearchWordTaken,
    SearchWordUnknown,
)
from hearthline.knowledge.search.indexes import Indexes
from hearthline.knowledge.search.model import SearchWord, WordKind
from hearthline.knowledge.search.store import SearchStore
from hearthline.knowledge.search.ways import Page, Wanted, find
from hearthline.platform.db import Session

MOST_GROUPS: Final = 2000
_FEWEST: Final = {WordKind.SYNONYM: 2, WordKind.PROTECTED: 1}


class Herald(Protocol):
    """Who says that what can be found has changed."""

    async def tell(self, session: Session) -> None:
        """Say it, in the transaction that did it."""
        ...


class Search:
    """Looks for articles as people do, and keeps a tenant's synonyms and protected words."""

    def __init__(self, indexes: Indexes, herald: Herald, clock: Clock) -> None:
        """Search the indexes that the bot searches."""
        self._indexes = indexes
        self._herald = herald
        self._clock = clock
        self._store = SearchStore()

    async def find(self, tenant_id: TenantId, wanted: Wanted, view: View) -> Page:
        """A page of what a view shows, with counts by facet."""
        index = await self._indexes.of(tenant_id)
        return await asyncio.to_thread(find, index, wanted, view)

    def view(self, **eyes: Any) -> View:
        """With whose eyes is looked, now."""
        return View(at=self._clock.now(), **eyes)

    async def words(
        self,
        session: Session,
        *,
        kind: WordKind | None = None,
        part: str = "",
        after: SearchWordId | None = None,
        limit: int = 50,
    ) -> list[SearchWord]:
        """A page of the groups with a word that has this part; raises `SearchWordUnknown`."""
        last = None if after is None else await self._word(session, after)
        return await self._store.words_after(session, kind=kind, part=part, after=last, limit=limit)

    async def add_words(
        self, session: Session, kind: WordKind, words: Sequence[str], *, by: StaffId
    ) -> SearchWord:
        """Teach a group; raises `SearchWordsUnfit`, `SearchWordTaken`."""
        known = await self._store.words(session)
        if len(known) >= MOST_GROUPS:
            raise SearchWordsUnfit(why=f"≥ {MOST_GROUPS}")
        fit = _fit(kind, words, [group for group in known if group.kind is kind])
        word = SearchWord(SearchWordId.new(), kind, fit, by, self._clock.now())
        if not await self._store.add_word(session, word):
            raise SearchWordTaken(word=fit[0])
        await self._herald.tell(session)
        return word

    async def change_words(
        self, session: Session, word_id: SearchWordId, words: Sequence[str], *, by: StaffId
    ) -> SearchWord:
        """Exchange the words of a group; raises `SearchWordUnknown` and the others."""
        old = await self._word(session, word_id)
        known = await self._store.words(session)
        others = [group for group in known if group.kind is old.kind and group.id != word_id]
        fit = _fit(old.kind, words, others)
        changed = await self._store.change_word(session, word_id, fit, by=by, at=self._clock.now())
        if changed is None:
            raise SearchWordUnknown
        await self._herald.tell(session)
        return changed

    async def remove_words(self, session: Session, word_id: SearchWordId) -> None:
        """Forget a group; raises `SearchWordUnknown`."""
        if not await self._store.remove_word(session, word_id):
            raise SearchWordUnknown
        await self._herald.tell(session)

    async def _word(self, session: Session, word_id: SearchWordId) -> SearchWord:
        word = await self._store.word(session, word_id)
        if word is None:
            raise SearchWordUnknown
        return word


def _fit(kind: WordKind, words: Sequence[str], others: Sequence[SearchWord]) -> tuple[str, ...]:
    """The words without doubles; none may stand in another group of the kind."""
    fit = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    if len(fit) < _FEWEST[kind]:
        raise SearchWordsUnfit(why=f"< {_FEWEST[kind]}")
    taken = {word.lower() for group in others for word in group.words}
    for word in fit:
        if word.lower() in taken:
            raise SearchWordTaken(word=word)
    return fit
