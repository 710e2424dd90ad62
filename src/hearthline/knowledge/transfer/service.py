"""The verbs of imports: give a file, see what it holds, pick, correct, apply at once, undo.

Applying writes working copies, which are reviewed by a second person like any other; nothing is
published by an import.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hearthline.access import Audit, Staff
from hearthline.kernel import Clock, HearthlineError, TenantId
from hearthline.knowledge.life import Editing
from hearthline.knowledge.plain import draft_of as draft_of_plain
from hearthline.knowledge.plain import plain_of
from hearthline.knowledge.transfer.codec import MEMBERS
from hearthline.knowledge.transfer.containers import shown
from hearthline.knowledge.transfer.errors import (
    CorrectionWrong,
    FileUnnamed,
    ImportItemUnknown,
    ImportNotApplied,
    ImportNotReady,
    ImportUnknown,
    ItemFaulty,
    NothingPicked,
)
from hearthline.knowledge.transfer.files import ImportFiles
from hearthline.knowledge.transfer.gathering import Judging
from hearthline.knowledge.transfer.judging import draft_from, slug_of
from hearthline.knowledge.transfer.model import (
    Finding,
    Import,
    ImportId,
    ImportItem,
    ImportState,
    Trouble,
)
from hearthline.knowledge.transfer.reading import content_troubles
from hearthline.knowledge.transfer.store import ImportItemStore, ImportStore, Known, Trace
from hearthline.platform.db import Database, Session


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying or undoing did; what could not be done is told by item with the reason."""

    done: int
    skipped: Mapping[int, HearthlineError]


@dataclass(frozen=True, slots=True)
class ItemsWanted:
    """Which items of an import are asked for."""

    finding: Finding | None = None
    after: int = 0
    limit: int = 50


class Imports:
    """Files on their way into the base."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        judging: Judging,
        editing: Editing,
        files: ImportFiles,
    ) -> None:
        """Take how drafts are written, and where files wait."""
        self._database = database
        self._clock = clock
        self._judging = judging
        self._editing = editing
        self._files = files
        self._store, self._items = ImportStore(), ImportItemStore()
        self._audit = Audit(clock)

    async def take(
        self,
        tenant_id: TenantId,
        pieces: AsyncIterator[bytes],
        *,
        name: str,
        domain: str,
        by: Staff,
    ) -> Import:
        """Keep a file to be read; raises FileTooLarge, FileUnnamed. Holds no transaction open."""
        plain_name = shown(name.replace("\\", "/").rpartition("/")[2]).strip(". ")
        if not plain_name or plain_name == "?":
            raise FileUnnamed
        now, new_id = self._clock.now(), ImportId.new()
        size = await self._files.take(tenant_id, new_id, pieces, name=plain_name)
        new = Import(
            id=new_id,
            name=plain_name,
            size_bytes=size,
            domain=domain,
            state=ImportState.WAITING,
            done=0,
            total=0,
            troubles=(),
            by=by.id,
            created_at=now,
        )
        async with self._database.session(tenant_id) as session:
            await self._store.add(session, new)
        return new

    async def get(self, session: Session, import_id: ImportId) -> Import:
        """An import; raises ImportUnknown."""
        found = await self._store.find(session, import_id)
        if found is None:
            raise ImportUnknown
        return found

    async def items(
        self, session: Session, import_id: ImportId, wanted: ItemsWanted
    ) -> list[ImportItem]:
        """A page of an import's items; raises ImportUnknown."""
        await self.get(session, import_id)
        return await self._items.page(
            session, import_id, finding=wanted.finding, after=wanted.after, limit=wanted.limit
        )

    async def list(self, session: Session, *, before: ImportId | None, limit: int) -> list[Import]:
        """A page of imports, the newest first."""
        return await self._store.list(session, before=before, limit=limit)

    async def correct(
        self,
        session: Session,
        import_id: ImportId,
        number: int,
        *,
        changes: Mapping[str, Any],
        by: Staff,
    ) -> ImportItem:
        """Write over members of an item, which is then judged anew; raises CorrectionWrong."""
        wanted = await self._ready(session, import_id)
        item = await self._item(session, import_id, number)
        for name in changes:
            if name not in MEMBERS:
                raise CorrectionWrong(member=name, why="unknown")
        parsed = replace(item.parsed, members={**item.parsed.members, **changes}, troubles=())
        parsed = replace(parsed, troubles=tuple(content_troubles(parsed)))
        judged = await self._judging.judge(session, [parsed], domain=wanted.domain, first=number)
        if judged[0].finding is Finding.FAULTY:
            wrong = next(one for one in judged[0].parsed.troubles if not one.is_warning)
            raise _refusal(wrong)
        await self._items.change(session, import_id, judged[0], by=by.id)
        return judged[0]

    async def pick(
        self, session: Session, import_id: ImportId, number: int, *, is_picked: bool
    ) -> ImportItem:
        """Pick or leave one item; raises ItemFaulty."""
        await self._ready(session, import_id)
        item = await self._item(session, import_id, number)
        if is_picked and item.finding is Finding.FAULTY:
            raise ItemFaulty(number=number)
        changed = replace(item, is_picked=is_picked)
        await self._items.change(session, import_id, changed)
        return changed

    async def picked_count(self, session: Session, import_id: ImportId) -> int:
        """How many items are picked."""
        return len(await self._items.picked(session, import_id))

    async def pick_all(
        self, session: Session, import_id: ImportId, *, finding: Finding | None, is_picked: bool
    ) -> Import:
        """Pick or leave all items of a finding, or all that can be picked."""
        await self._ready(session, import_id)
        await self._items.pick(session, import_id, finding=finding, picked=is_picked)
        return await self.get(session, import_id)

    async def apply(self, session: Session, import_id: ImportId, *, by: Staff) -> Applied:
        """Write everything that is picked into working copies, all in this transaction.

        An item whose article waits for review is left and told. Raises NothingPicked.
        """
        wanted = await self._ready(session, import_id)
        picked = await self._items.picked(session, import_id)
        if not picked:
            raise NothingPicked
        done, skipped = 0, {}
        slugs = await self._slugs(session, picked, wanted.domain)
        known = await self._store.known(session, list(slugs.values()))
        for item in picked:
            slug = slugs[item.number]
            try:
                trace = await self._write(session, item, slug, known.get(slug), by=by)
            except HearthlineError as trouble:
                skipped[item.number] = trouble
                continue
            await self._items.trace(session, import_id, item.number, trace=trace)
            done += 1
        now = self._clock.now()
        await self._store.mark(session, import_id, ImportState.APPLIED, by=by.id, now=now)
        await self._record(session, wanted, "applied", by=by, done=done)
        return Applied(done, skipped)

    async def undo(self, session: Session, import_id: ImportId, *, by: Staff) -> Applied:
        """Take back what applying wrote, where nobody wrote on since; raises ImportNotApplied."""
        wanted = await self._store.find(session, import_id, for_change=True)
        if wanted is None:
            raise ImportUnknown
        if wanted.state is not ImportState.APPLIED:
            raise ImportNotApplied
        done, skipped = 0, {}
        for number, trace in await self._items.traces(session, import_id):
            try:
                await self._back(session, trace, by=by)
                done += 1
            except HearthlineError as trouble:
                skipped[number] = trouble
        now = self._clock.now()
        await self._store.mark(session, import_id, ImportState.UNDONE, by=by.id, now=now)
        await self._record(session, wanted, "undone", by=by, done=done)
        return Applied(done, skipped)

    async def discard(self, session: Session, import_id: ImportId, *, by: Staff) -> None:
        """Let an import go that was not applied, with its file."""
        wanted = await self._store.find(session, import_id, for_change=True)
        if wanted is None:
            raise ImportUnknown
        if wanted.state in (ImportState.APPLIED, ImportState.UNDONE, ImportState.DISCARDED):
            raise ImportNotReady(state=wanted.state)
        now = self._clock.now()
        await self._store.mark(session, import_id, ImportState.DISCARDED, by=by.id, now=now)
        await self._files.drop(session.tenant_id, import_id)

    async def _write(
        self, session: Session, item: ImportItem, slug: str, known: Known | None, *, by: Staff
    ) -> Trace:
        draft = draft_from(
            item.parsed, slug, None if known is None else known.draft, at=self._clock.now()
        )
        if known is None:
            copy = await self._editing.create(session, draft, by=by, note=item.parsed.file)
            return Trace(copy.article_id, copy.counter, None)
        written_on = await self._store.copy(session, known.article_id)
        before = None if written_on is None else plain_of(written_on)
        copy = await self._editing.open(session, known.article_id, by=by)
        changes = {name: getattr(draft, name) for name in MEMBERS if name != "slug"}
        written = await self._editing.save(
            session, known.article_id, changes, counter=copy.counter, by=by
        )
        return Trace(known.article_id, written.counter, before)

    async def _back(self, session: Session, trace: Trace, *, by: Staff) -> None:
        if trace.before is None:
            await self._editing.discard(session, trace.article_id, counter=trace.counter, by=by)
            return
        draft = draft_of_plain(trace.before)
        changes = {name: getattr(draft, name) for name in MEMBERS if name != "slug"}
        await self._editing.save(session, trace.article_id, changes, counter=trace.counter, by=by)

    async def _slugs(
        self, session: Session, items: Sequence[ImportItem], domain: str
    ) -> dict[int, str]:
        titles = [one.parsed.title for one in items if not one.parsed.members.get("slug")]
        by_title = await self._store.slugs_by_title(session, titles)
        return {one.number: slug_of(one.parsed, domain, by_title) for one in items}

    async def _ready(self, session: Session, import_id: ImportId) -> Import:
        found = await self._store.find(session, import_id, for_change=True)
        if found is None:
            raise ImportUnknown
        if found.state is not ImportState.READY:
            raise ImportNotReady(state=found.state)
        return found

    async def _item(self, session: Session, import_id: ImportId, number: int) -> ImportItem:
        item = await self._items.find(session, import_id, number)
        if item is None:
            raise ImportItemUnknown(number=number)
        return item

    async def _record(
        self, session: Session, wanted: Import, deed: str, *, by: Staff, done: int
    ) -> None:
        await self._audit.record(
            session,
            by,
            f"import.{deed}",
            subject_kind="import",
            subject_id=wanted.id,
            details={"file": wanted.name, "items": done},
        )


def _refusal(trouble: Trouble) -> CorrectionWrong:
    member = str(trouble.details.get("member", trouble.code.removeprefix("no_")))
    return CorrectionWrong(member=member, why=trouble.what.zh)
