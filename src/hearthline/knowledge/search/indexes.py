"""The indexes of the tenants that this process serves, kept as fresh as what is published.

The database is the truth. An index shows an edition of it; what was published or withdrawn since
is taken in article by article. In a data folder the processes of one machine share an index: the
first to hear of a change writes it, the others find it written.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge.model import Article
from hearthline.knowledge.search.asking import Lexicon
from hearthline.knowledge.search.documents import FORMAT
from hearthline.knowledge.search.engine import Engine, Filling, Stamp
from hearthline.knowledge.search.index import ArticleIndex
from hearthline.knowledge.search.model import WordKind
from hearthline.knowledge.search.store import SearchStore
from hearthline.knowledge.search.terms import TermReader
from hearthline.platform.db import Database, Session
from hearthline.platform.log import get_log

log = get_log(__name__)

_PAGE: Final = 500
_MOST_CHANGES: Final = 20_000
_REHEARSAL: Final = "rehearsal-"

Progress = Callable[[int, int], None]


class Indexes:
    """One index a tenant; a search finds it made."""

    def __init__(
        self, database: Database, reader: TermReader, *, folder: Path | None = None
    ) -> None:
        """Keep them in memory, or in a folder where a restart finds them made."""
        self._database = database
        self.reader = reader
        self._folder = folder
        self._store = SearchStore()
        self._indexes: dict[TenantId, ArticleIndex] = {}
        self._busy: dict[TenantId, asyncio.Lock] = {}

    @property
    def tenants(self) -> list[TenantId]:
        """Whose index is held here."""
        return list(self._indexes)

    async def of(self, tenant_id: TenantId) -> ArticleIndex:
        """The tenant's index, made when it is not there yet."""
        if tenant_id not in self._indexes:
            await self.refresh(tenant_id)
        return self._indexes[tenant_id]

    async def refresh(self, tenant_id: TenantId) -> bool:
        """Take in what has changed since; whether anything had."""
        async with self._busy.setdefault(tenant_id, asyncio.Lock()):
            async with self._database.session(tenant_id) as session:
                edition = await self._store.edition(session)
                index = self._indexes.get(tenant_id)
                if index is not None and index.edition == edition:
                    return False
                lexicon = await self._lexicon(session)
            if index is None:
                index = await self._opened(tenant_id, lexicon)
            reader = self.reader.guarding(lexicon.protected)
            stamp = Stamp(edition, reader.fingerprint)
            is_ahead = await self._is_ahead(tenant_id, index)
            if is_ahead or not await asyncio.to_thread(index.engine.shows, stamp):
                await self._bring_to(tenant_id, index.engine, reader, stamp, anew=is_ahead)
            index.teach(reader, lexicon)
            self._indexes[tenant_id] = index
        log.info("knowledge.indexed", tenant_id=str(tenant_id), articles=len(index))
        return True

    async def _is_ahead(self, tenant_id: TenantId, index: ArticleIndex) -> bool:
        """Whether it shows what the database never had, as after a restored backup."""
        shown = index.edition
        async with self._database.session(tenant_id) as session:
            return shown > await self._store.edition(session)

    async def rebuild(self, tenant_id: TenantId, *, told: Progress | None = None) -> int:
        """Make the tenant's index anew from the database; how many articles it has."""
        async with self._busy.setdefault(tenant_id, asyncio.Lock()):
            async with self._database.session(tenant_id) as session:
                edition = await self._store.edition(session)
                lexicon = await self._lexicon(session)
            index = self._indexes.get(tenant_id) or await self._opened(tenant_id, lexicon)
            reader = self.reader.guarding(lexicon.protected)
            stamp = Stamp(edition, reader.fingerprint)
            await self._fill(tenant_id, index.engine, reader, stamp, told=told, is_forced=True)
            index.teach(reader, lexicon)
            self._indexes[tenant_id] = index
            return len(index)

    @asynccontextmanager
    async def rehearsal(
        self, tenant_id: TenantId, put: Sequence[Article], gone: Iterable[ArticleId] = ()
    ) -> AsyncIterator[ArticleIndex]:
        """The index as it would be with some articles put in and others gone; nobody else sees it.

        Its files are links to those of the index in use, so it costs as little as the change.
        """
        await self.refresh(tenant_id)
        now = self._indexes[tenant_id]
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=_REHEARSAL) as name:
            engine = await self._twin(tenant_id, now, Path(name) / "index")
            stamp = Stamp(now.edition + 1, now.reader.fingerprint)
            keys = {str(one) for one in gone}
            await asyncio.to_thread(engine.change, put, keys, reader=now.reader, stamp=stamp)
            yield ArticleIndex.opened(engine, now.reader, now.lexicon)

    async def _twin(self, tenant_id: TenantId, now: ArticleIndex, folder: Path) -> Engine:
        """An engine that holds what the tenant's holds and is written on its own."""
        if self._folder is not None:
            source = self._place(self._folder, tenant_id)
            return await asyncio.to_thread(Engine.twin, source, folder)
        engine = Engine.open(None)
        stamp = Stamp(now.edition, now.reader.fingerprint)
        await self._fill(tenant_id, engine, now.reader, stamp, is_forced=True)
        return engine

    def _place(self, folder: Path, tenant_id: TenantId) -> Path:
        return folder / f"v{FORMAT}" / str(tenant_id)

    async def _opened(self, tenant_id: TenantId, lexicon: Lexicon) -> ArticleIndex:
        folder = self._place(self._folder, tenant_id) if self._folder else None
        engine = await asyncio.to_thread(Engine.open, folder)
        return ArticleIndex.opened(engine, self.reader, lexicon)

    async def _lexicon(self, session: Session) -> Lexicon:
        words = await self._store.words(session)
        kept = [word for group in words if group.kind is WordKind.PROTECTED for word in group.words]
        groups = [group.words for group in words if group.kind is WordKind.SYNONYM]
        return Lexicon(groups, kept)

    async def _bring_to(
        self,
        tenant_id: TenantId,
        engine: Engine,
        reader: TermReader,
        stamp: Stamp,
        *,
        anew: bool,
    ) -> None:
        """Change what has changed, or make it anew when that is not known or too much."""
        shown = engine.now.stamp
        is_kin = shown is not None and (shown.words, shown.format) == (stamp.words, stamp.format)
        if anew or shown is None or not is_kin:
            await self._fill(tenant_id, engine, reader, stamp, is_forced=anew)
            return
        async with self._database.session(tenant_id) as session:
            ids = await self._store.changed(session, shown.edition, limit=_MOST_CHANGES)
            articles = await self._store.live(session, ids) if len(ids) < _MOST_CHANGES else []
        if len(ids) >= _MOST_CHANGES:
            await self._fill(tenant_id, engine, reader, stamp)
            return
        gone = {str(article_id) for article_id in ids}
        await asyncio.to_thread(engine.change, articles, gone, reader=reader, stamp=stamp)

    async def _fill(
        self,
        tenant_id: TenantId,
        engine: Engine,
        reader: TermReader,
        stamp: Stamp,
        *,
        told: Progress | None = None,
        is_forced: bool = False,
    ) -> None:
        filling = engine.filling(reader, stamp)
        await asyncio.to_thread(filling.begin)
        try:
            is_done = not is_forced and await asyncio.to_thread(engine.shows, stamp)
            if not is_done:
                await self._pour(tenant_id, filling, told)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(filling.abandon))
            raise
        await asyncio.to_thread(filling.abandon if is_done else filling.finish)

    async def _pour(self, tenant_id: TenantId, filling: Filling, told: Progress | None) -> None:
        """All published articles, page by page, each page read on its own."""
        async with self._database.session(tenant_id) as session:
            total = await self._store.live_count(session)
        after: ArticleId | None = None
        done = 0
        while True:
            async with self._database.session(tenant_id) as session:
                ids = await self._store.live_after(session, after, limit=_PAGE)
                articles = await self._store.live(session, ids)
            if not ids:
                return
            await asyncio.to_thread(filling.add, articles)
            after, done = ids[-1], done + len(ids)
            if told:
                told(done, max(done, total))
