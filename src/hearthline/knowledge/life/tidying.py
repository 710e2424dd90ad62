"""Changes of many items at once: in bulk, by moving a place of the catalogue, and undoing that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeAlias

from hearthline.access import Staff
from hearthline.kernel import ArticleId
from hearthline.knowledge.life.batches import BatchStore, Trace
from hearthline.knowledge.life.errors import BatchUndone, BatchUnknown
from hearthline.knowledge.life.model import (
    BatchId,
    BulkChange,
    BulkOutcome,
    CopyState,
    WorkingCopy,
)
from hearthline.knowledge.life.store import Edit
from hearthline.knowledge.life.writing import Writing
from hearthline.knowledge.model import Act, Article, Cause, Draft
from hearthline.knowledge.plain import draft_of, plain_of
from hearthline.platform.db import Session

Wanted: TypeAlias = Callable[[Draft], dict[str, Any]]


@dataclass
class _Work:
    """A batch that is being made."""

    tidied: Wanted
    guarded: Wanted
    by: Staff
    traces: dict[ArticleId, Trace] = field(default_factory=dict)
    skipped: dict[ArticleId, str] = field(default_factory=dict)
    changed: int = 0
    drafted: int = 0

    def trace(self, article_id: ArticleId, **more: Any) -> None:
        """Remember what it takes to undo it."""
        known = self.traces.get(article_id, Trace(article_id))
        self.traces[article_id] = replace(known, **more)


class Tidying(Writing):
    """What is done to many items."""

    _batches = BatchStore()

    async def bulk(
        self, session: Session, ids: Sequence[ArticleId], change: BulkChange, *, by: Staff
    ) -> BulkOutcome:
        """Change many items: their place, tags, owner at once, whom and when through review.

        What waits in review keeps whom it is for; what is neither published nor a draft is left.
        """
        told = {name: value for name, value in asdict(change).items() if value not in (None, ())}
        work = _Work(change.tidied, change.guarded, by)
        plain = {name: str(value) for name, value in told.items()}
        return await self._change(session, ids, work, plain)

    async def move(self, session: Session, path: str, target: str, *, by: Staff) -> BulkOutcome:
        """Move a place of the catalogue with all below it; an empty target dissolves it."""
        ids = await self._listing.under(session, path)

        def moved(draft: Draft) -> dict[str, Any]:
            catalogue = draft.catalogue
            if catalogue != path and not catalogue.startswith(f"{path}/"):
                return {}
            return {"catalogue": f"{target}{catalogue.removeprefix(path)}".strip("/")}

        work = _Work(moved, lambda _: {}, by)
        return await self._change(session, ids, work, {"moved": path, "to": target})

    async def undo_bulk(self, session: Session, batch_id: BatchId, *, by: Staff) -> BulkOutcome:
        """Undo a change of many; what was changed again since is left and named.

        Raises BatchUnknown, BatchUndone.
        """
        await self._store.lock(session)
        batch = await self._batches.find(session, batch_id)
        if batch is None:
            raise BatchUnknown
        if batch.undone_at is not None:
            raise BatchUndone
        ids = [trace.article_id for trace in batch.traces]
        skipped: dict[ArticleId, str] = {}
        back = await self._versions_back(session, batch.traces, skipped, by=by)
        copies = await self._copies_back(session, batch.traces, skipped, by=by)
        at = self._clock.now()
        await self._batches.mark_undone(session, batch_id, by=by.id, at=at)
        await self._finish(session, ids, batch_id, "knowledge.bulk_undone", by=by, is_told=back > 0)
        return BulkOutcome(batch_id, back, copies, 0, skipped)

    async def _change(
        self, session: Session, ids: Sequence[ArticleId], work: _Work, told: Mapping[str, Any]
    ) -> BulkOutcome:
        await self._store.lock(session)
        live = {one.id: one for one in await self._store.live_of(session, ids)}
        copies = await self._copies.of(session, ids)
        now = await self._tidy(session, live, work)
        for article_id in dict.fromkeys(ids):
            if article_id in copies:
                await self._change_copy(session, copies[article_id], work)
            elif article_id in now:
                await self._draft_change(session, now[article_id], work)
            else:
                work.skipped[article_id] = "nothing_to_change"
        batch_id = await self._batches.add(
            session, told, [*work.traces.values()], by=work.by.id, at=self._clock.now()
        )
        changed = [*work.traces]
        is_told = work.changed > 0
        await self._finish(
            session, changed, batch_id, "knowledge.bulk_changed", by=work.by, is_told=is_told
        )
        same = len(set(ids)) - len(work.traces) - len(work.skipped)
        return BulkOutcome(batch_id, work.changed, work.drafted, same, work.skipped)

    async def _tidy(
        self, session: Session, live: Mapping[ArticleId, Article], work: _Work
    ) -> dict[ArticleId, Article]:
        """Put in force what changes at once; the published articles as they are then."""
        changed = [
            (article, replace(article.draft, **different))
            for article in live.values()
            if (different := work.tidied(article.draft))
        ]
        if not changed:
            return dict(live)
        at = self._clock.now()
        traces = await self._batches.tidy(session, changed, by=work.by.id, at=at)
        work.traces |= {trace.article_id: trace for trace in traces}
        work.changed = len(traces)
        after = {
            article.id: replace(article, draft=draft, version=trace.made or 0)
            for (article, draft), trace in zip(changed, traces, strict=True)
        }
        return {**live, **after}

    async def _change_copy(self, session: Session, copy: WorkingCopy, work: _Work) -> None:
        """Let a working copy say it too; what waits in review keeps whom it is for."""
        guarded = work.guarded(copy.draft)
        if guarded and copy.state is CopyState.IN_REVIEW:
            work.skipped[copy.article_id] = "in_review"
            guarded = {}
        changes = {**work.tidied(copy.draft), **guarded}
        trace = work.traces.get(copy.article_id)
        based_on = copy.based_on
        if trace is not None and trace.was == based_on and trace.made is not None:
            based_on = trace.made
        if not changes and based_on == copy.based_on:
            return
        draft = replace(copy.draft, **changes)
        edit = Edit(draft, based_on, work.by.id, self._clock.now())
        written = await self._copies.write(session, copy.article_id, edit)
        work.trace(copy.article_id, content=plain_of(copy.draft), counter=written.counter)
        work.drafted += 1 if trace is None else 0

    async def _draft_change(self, session: Session, article: Article, work: _Work) -> None:
        guarded = work.guarded(article.draft)
        if not guarded:
            return
        draft = replace(article.draft, **guarded)
        await self._begin(session, article.id, draft, by=work.by, based_on=article.version)
        work.trace(article.id, content=None, counter=1)
        work.drafted += 1

    async def _versions_back(
        self,
        session: Session,
        traces: Sequence[Trace],
        skipped: dict[ArticleId, str],
        *,
        by: Staff,
    ) -> int:
        made = {one.article_id: one for one in traces if one.made is not None}
        live = {one.id: one.version for one in await self._store.live_of(session, [*made])}
        back = {}
        for article_id, trace in made.items():
            if live.get(article_id) == trace.made and trace.was is not None:
                back[article_id] = trace.was
            else:
                skipped[article_id] = "changed_since"
        if back:
            act = Act(Cause.UNDO, by.id)
            await self._store.publish_many(session, back, at=self._clock.now(), act=act)
        return len(back)

    async def _copies_back(
        self,
        session: Session,
        traces: Sequence[Trace],
        skipped: dict[ArticleId, str],
        *,
        by: Staff,
    ) -> int:
        written = [one for one in traces if one.counter is not None]
        copies = await self._copies.of(session, [one.article_id for one in written])
        count = 0
        for trace in written:
            copy = copies.get(trace.article_id)
            if copy is None or copy.counter != trace.counter:
                skipped[trace.article_id] = "changed_since"
                continue
            if trace.content is None:
                await self._copies.drop(session, trace.article_id)
            else:
                draft = draft_of(trace.content)
                edit = Edit(draft, copy.based_on, by.id, self._clock.now())
                await self._copies.write(session, trace.article_id, edit)
            count += 1
        return count

    async def _finish(
        self,
        session: Session,
        ids: Sequence[ArticleId],
        batch_id: BatchId,
        deed: str,
        *,
        by: Staff,
        is_told: bool,
    ) -> None:
        await self._cards.refresh(session, ids)
        if is_told:
            await self._knowledge.tell(session)
        await self._audit.record(
            session,
            by,
            deed,
            subject_kind="knowledge_batch",
            subject_id=batch_id,
            details={"articles": len(ids)},
        )
