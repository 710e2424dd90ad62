"""Reading what waits: in the background, one file at a time, taken up again when one was lost."""

import asyncio
from collections.abc import Sequence
from typing import Final

from hearthline.kernel import Clock, TenantId
from hearthline.knowledge.model import Audience, Band, View
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.transfer.files import ImportFiles
from hearthline.knowledge.transfer.isolation import Isolation
from hearthline.knowledge.transfer.judging import judged, slug_of
from hearthline.knowledge.transfer.model import (
    Finding,
    Import,
    ImportItem,
    Likeness,
    Parsed,
    refused,
)
from hearthline.knowledge.transfer.store import MOST_TRIES, ImportStore
from hearthline.platform.db import Database, Session
from hearthline.platform.log import get_log

log = get_log(__name__)

_STEP: Final = 50
_TENANTS = "SELECT id FROM tenant ORDER BY id"


class Judging:
    """Holds items against the base."""

    def __init__(self, knowledge: Knowledge, clock: Clock) -> None:
        """Ask the base and its search."""
        self._knowledge = knowledge
        self._clock = clock
        self._store = ImportStore()

    async def judge(
        self, session: Session, parsed: Sequence[Parsed], *, domain: str, first: int
    ) -> list[ImportItem]:
        """The findings of some items, numbered from `first`."""
        unnamed = [one.title for one in parsed if not one.members.get("slug") and one.title]
        by_title = await self._store.slugs_by_title(session, unnamed)
        slugs = [slug_of(one, domain, by_title) for one in parsed]
        known = await self._store.known(session, slugs)
        found = []
        for number, (one, slug) in enumerate(zip(parsed, slugs, strict=True), start=first):
            like = None
            if slug not in known and one.title:
                like = await self._like(session.tenant_id, one.title)
            item = judged(
                one,
                number,
                slug=slug,
                known=known.get(slug),
                like=like,
                at=self._clock.now(),
            )
            found.append(item)
        return found

    async def _like(self, tenant_id: TenantId, title: str) -> Likeness | None:
        """The published item that would be told to whoever asks this."""
        for audience in (Audience.CUSTOMER, Audience.AGENT):
            view = View(at=self._clock.now(), audience=audience, channel="web")
            hits = await self._knowledge.search(tenant_id, title, view=view, limit=1)
            if hits and hits[0].band is Band.DIRECT:
                return Likeness(hits[0].article_id, hits[0].title, round(hits[0].score, 3))
        return None


class ImportReading:
    """Takes up files that wait, reads them and keeps what they hold."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        judging: Judging,
        files: ImportFiles,
        isolation: Isolation,
    ) -> None:
        """Take where files wait, how they are read, and how items are judged."""
        self._database = database
        self._clock = clock
        self._judging = judging
        self._files = files
        self._isolation = isolation
        self._store = ImportStore()
        self._at_work = asyncio.Lock()

    async def run(self) -> int:
        """Read whatever waits in any tenant; how many files that were."""
        if self._at_work.locked():
            return 0
        async with self._at_work:
            async with self._database.open_session() as session:
                rows = await session.all(_TENANTS)
            return sum([await self.read_all(TenantId.of(row["id"])) for row in rows])

    async def read_all(self, tenant_id: TenantId) -> int:
        """Read whatever waits in one tenant."""
        count = 0
        while True:
            async with self._database.session(tenant_id) as session:
                taken = await self._store.take(session, now=self._clock.now())
            if taken is None:
                return count
            await self._read(tenant_id, *taken)
            count += 1

    async def _read(self, tenant_id: TenantId, wanted: Import, tries: int) -> None:
        path = self._files.path(tenant_id, wanted.id)
        if tries > MOST_TRIES:
            reading = refused("reader_ended", wanted.name, why=f"{MOST_TRIES} times")
        elif not await asyncio.to_thread(path.is_file):
            reading = refused("unreadable", wanted.name, why="the file is gone")
        else:
            reading = await self._isolation.read(path, wanted.name)
        items = await self._judged(tenant_id, wanted, reading.items)
        if items is None:
            return
        twice = _told_twice(items)
        async with self._database.session(tenant_id) as session:
            await self._store.end(
                session, wanted.id, twice, troubles=reading.troubles, now=self._clock.now()
            )
        await self._files.drop(tenant_id, wanted.id)
        log.info("import.read", items=len(items), troubles=len(reading.troubles))

    async def _judged(
        self, tenant_id: TenantId, wanted: Import, parsed: Sequence[Parsed]
    ) -> list[ImportItem] | None:
        """The items with their findings; None when the import was discarded meanwhile."""
        items: list[ImportItem] = []
        for begin in range(0, len(parsed), _STEP):
            async with self._database.session(tenant_id) as session:
                goes_on = await self._store.tell(
                    session, wanted.id, done=begin, total=len(parsed), now=self._clock.now()
                )
                if not goes_on:
                    return None
                some = parsed[begin : begin + _STEP]
                items += await self._judging.judge(
                    session, some, domain=wanted.domain, first=begin + 1
                )
            await asyncio.sleep(0)
        return items


def _told_twice(items: Sequence[ImportItem]) -> list[ImportItem]:
    """The items; of several that mean one article only the first stays picked."""
    seen = set()
    told = []
    for item in items:
        is_again = item.article_id is not None and item.article_id in seen
        if item.article_id is not None and item.finding is Finding.CHANGED:
            seen.add(item.article_id)
        told.append(_left(item) if is_again else item)
    return told


def _left(item: ImportItem) -> ImportItem:
    return ImportItem(
        item.number, item.parsed, item.finding, is_picked=False, article_id=item.article_id
    )
